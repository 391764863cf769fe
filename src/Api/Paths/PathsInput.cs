using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Paths;

namespace Analytics.Api.Paths;

/// <summary>What actors do one after the other: from an event on, up to one, or between two.</summary>
public sealed record PathsInput
{
    /// <summary>Where paths start. One of <c>from</c> and <c>to</c> is given, or both.</summary>
    public EventSelectorInput? From { get; init; }

    /// <summary>Where paths end.</summary>
    public EventSelectorInput? To { get; init; }

    /// <summary>Where the events of <c>from</c> lie, or those of <c>to</c> if only that is given; other steps may lie
    /// outside.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>What a step is called by. Default: the event's name.</summary>
    public BreakdownInput? Step { get; init; }

    /// <summary>Names of the events that are steps, 100 at most; left out or empty for any event.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Names of events that are passed over, 100 at most.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Steps that are taken for one, 100 groups at most; the first that matches decides.</summary>
    public IReadOnlyList<PathGroupInput>? Groups { get; init; }

    /// <summary>Most steps of a path, those of <c>from</c> and <c>to</c> included: 2 to 20. Default 5.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Longest time from a path's first event to its last, 366 days at most; left out, a path stays within one
    /// session.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Steps shown at each place, and whole paths: 1 to 100. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>Only events that match are steps.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only paths of these actors.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar makes the range; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal PathsQuery ToDomain(AskedCalendar asked, string path)
    {
        var query = new PathsQuery
        {
            From = From?.ToDomain($"{path}.from"),
            To = To?.ToDomain($"{path}.to"),
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            Events = [.. Events ?? []],
            Exclude = [.. Exclude ?? []],
            Groups = [.. (Groups ?? []).Select(group => new PathGroup(group.Name, group.Pattern))],
            Window = Window,
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
        return query with
        {
            Step = Step?.ToDomain($"{path}.step") ?? query.Step,
            MaxLength = MaxLength ?? query.MaxLength,
            Limit = Limit ?? query.Limit,
        };
    }
}

/// <summary>Steps that are taken for one, such as all product pages.</summary>
public sealed record PathGroupInput
{
    /// <summary>What they are called, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Text of 1 to 200 characters in which <c>*</c> stands for any text; the whole step has to match, case
    /// counts.</summary>
    public required string Pattern { get; init; }
}
