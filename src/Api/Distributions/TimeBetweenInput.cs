using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Distributions;

namespace Analytics.Api.Distributions;

/// <summary>How long it takes from one event to the next other one of the same actor.</summary>
public sealed record TimeBetweenInput
{
    /// <summary>Where a time starts: with every event of these.</summary>
    public required EventSelectorInput From { get; init; }

    /// <summary>Where it ends: with the actor's first event of these after it. Default: the events of <c>from</c>, so that
    /// times lie between one and the next.</summary>
    public EventSelectorInput? To { get; init; }

    /// <summary>Where the events of <c>from</c> lie; a time may end after it.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Longest time, inclusive, 3,660 days at most: what takes longer is unfinished. Left out, any time counts.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Inner edges of the histogram in seconds, ascending from above 0, 100 at most. Default: 21 from a second to a
    /// year.</summary>
    public IReadOnlyList<decimal>? Edges { get; init; }

    /// <summary>Splits by properties of the start, 3 at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, those with the most starts, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on the events at both ends.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal TimeBetweenQuery ToDomain(AskedCalendar asked, string path)
    {
        var from = From.ToDomain($"{path}.from");
        return new TimeBetweenQuery
        {
            From = from,
            To = To?.ToDomain($"{path}.to") ?? from,
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            Window = Window,
            Edges = [.. Edges ?? []],
            Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
    }
}
