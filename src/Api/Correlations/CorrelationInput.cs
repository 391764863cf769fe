using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Correlations;

namespace Analytics.Api.Correlations;

/// <summary>Which events go with a goal.</summary>
public sealed record CorrelationInput
{
    /// <summary>What is to be reached; an actor's first event of these counts.</summary>
    public required EventSelectorInput Goal { get; init; }

    /// <summary>Where all events lie; whoever has any in it is compared.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Names of the events to look at, 50 at most; left out or empty for those that the most actors did before the
    /// goal.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>How many events to look at where none are named: 1 to 50. Default 20.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on all events, those of the goal among them.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors are compared.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal CorrelationQuery ToDomain(AskedCalendar asked, string path) => new()
    {
        Goal = Goal.ToDomain($"{path}.goal"),
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Events = [.. Events ?? []],
        Limit = Limit ?? CorrelationQuery.DefaultLimit,
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
    };
}
