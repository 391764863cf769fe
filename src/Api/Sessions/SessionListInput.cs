using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.Api.Sessions;

/// <summary>Sessions one by one.</summary>
public sealed record SessionListInput
{
    /// <summary>Where sessions start.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Only this actor's, by any id of his.</summary>
    public string? Actor { get; init; }

    /// <summary>Names of the events that are page views. Default <c>page_view</c> and <c>screen_view</c>.</summary>
    public IReadOnlyList<string>? PageEvents { get; init; }

    /// <summary>The property that says which page an event is about. Default <c>path</c>.</summary>
    public string? PageProperty { get; init; }

    /// <summary>The property that says where a visit came from. Default <c>referrer</c>.</summary>
    public string? ReferrerProperty { get; init; }

    /// <summary>Only sessions with an event that matches.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only sessions of these actors.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal SessionListQuery ToDomain(AskedCalendar asked, string path)
    {
        var query = new SessionListQuery
        {
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            Actor = Actor,
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
        return query with
        {
            PageEvents = PageEvents is null ? query.PageEvents : [.. PageEvents],
            Page = PageProperty is { } page ? new PropertyRef(page) : query.Page,
            Referrer = ReferrerProperty is { } referrer ? new PropertyRef(referrer) : query.Referrer,
        };
    }
}
