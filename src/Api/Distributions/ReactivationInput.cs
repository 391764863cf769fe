using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;

namespace Analytics.Api.Distributions;

/// <summary>Who came back after a long silence.</summary>
public sealed record ReactivationInput
{
    /// <summary>What counts as activity. Default: any event.</summary>
    public EventSelectorInput? Activity { get; init; }

    /// <summary>Where returns lie; what was done before it is known.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>The shortest silence before a return, inclusive, 3,660 days at most. Default 30 days.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Inner edges of the histogram of silences in seconds, ascending from above <c>idle</c>, 100 at most. Default:
    /// those up to a year.</summary>
    public IReadOnlyList<decimal>? Edges { get; init; }

    /// <summary>Splits by properties of the event that is the return, e.g. its campaign, 3 at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, those with the most returns, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on all activity.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal ReactivationQuery ToDomain(AskedCalendar asked, string path) => new()
    {
        Activity = Activity?.ToDomain($"{path}.activity") ?? EventSelector.Any,
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Idle = Idle ?? ReactivationQuery.DefaultIdle,
        Edges = [.. Edges ?? []],
        Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
    };
}
