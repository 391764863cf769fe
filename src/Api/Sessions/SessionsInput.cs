using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.Api.Sessions;

/// <summary>The sessions that start in a range.</summary>
public sealed record SessionsInput
{
    /// <summary>Where sessions start.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of the buckets, by the session's start; without it there is a total and no series.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Names of the events that are page views. Default <c>page_view</c> and <c>screen_view</c>.</summary>
    public IReadOnlyList<string>? PageEvents { get; init; }

    /// <summary>Splits by properties, 3 at most, each read on the session's first event that has it.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>Only sessions with an event that matches.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only sessions of these actors.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar makes the buckets; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal SessionsQuery ToDomain(AskedCalendar asked, string path)
    {
        var query = new SessionsQuery
        {
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            Interval = Interval,
            Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
        return PageEvents is null ? query : query with { PageEvents = [.. PageEvents] };
    }
}
