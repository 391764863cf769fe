using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;

namespace Analytics.Api.Lifecycle;

/// <summary>On how many days of each period actors are active.</summary>
public sealed record StickinessInput
{
    /// <summary>What counts as activity. Default: any event.</summary>
    public EventSelectorInput? Activity { get; init; }

    /// <summary>Which days count, 10,000 at most.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of a period: WEEK, MONTH or QUARTER. Default MONTH.</summary>
    public Interval? Period { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar makes days and periods; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal StickinessQuery ToDomain(AskedCalendar asked, string path)
    {
        var query = new StickinessQuery
        {
            Activity = Activity?.ToDomain($"{path}.activity") ?? EventSelector.Any,
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
        return query with { Period = Period ?? query.Period };
    }
}
