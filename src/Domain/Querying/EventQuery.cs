using Analytics.Domain.Cohorts;

namespace Analytics.Domain.Querying;

/// <summary>What every question says about which events and actors count.</summary>
public abstract record EventQuery
{
    /// <summary>Which instants count.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>Makes days, weeks and months.</summary>
    public QueryCalendar Calendar { get; init; } = QueryCalendar.Utc;

    /// <summary>A condition on the events; null for none.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>Only events of these actors count; null for everybody and nobody.</summary>
    public CohortCriteria? Cohort { get; init; }

    /// <summary>Whether events tagged as a bot's count.</summary>
    public bool IncludeBots { get; init; }
}
