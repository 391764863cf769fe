namespace Analytics.Domain.Quality;

/// <summary>A threshold that was broken: one incident from the first day of the breach to the first day without it.</summary>
/// <param name="Id">Of the incident.</param>
/// <param name="Rule">What was broken.</param>
/// <param name="Subject">Of which field, as <c>event.field</c>; empty where the rule says it all.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Day">The local day that broke it last; null for what is looked at as of now.</param>
/// <param name="Value">What was measured last while it was broken.</param>
/// <param name="Threshold">What was broken then.</param>
/// <param name="OpenedAt">When it was found.</param>
/// <param name="LastSeenAt">When it was last found to go on.</param>
/// <param name="ResolvedAt">When it was found to be over; null while it goes on.</param>
public sealed record QualityIncident(
    Guid Id, QualityRule Rule, string Subject, IncidentState State, DateOnly? Day, decimal Value, decimal Threshold,
    DateTimeOffset OpenedAt, DateTimeOffset LastSeenAt, DateTimeOffset? ResolvedAt);

/// <summary>What a threshold is about.</summary>
public enum QualityRule
{
    /// <summary>Too many events of a day lack a field.</summary>
    Completeness,

    /// <summary>Too many messages of a day were refused or put aside.</summary>
    CaptureRate,

    /// <summary>Answers are too far behind the log.</summary>
    Freshness,

    /// <summary>A day has far more or fewer events than expected.</summary>
    Volume,

    /// <summary>Too many orders and payments of a day disagree.</summary>
    Payments,

    /// <summary>Rows of the log are not as they were sealed; always looked at.</summary>
    LogIntegrity,
}

/// <summary>Whether an incident goes on.</summary>
public enum IncidentState
{
    /// <summary>It does.</summary>
    Open,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>What was measured for one rule.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Subject">Of which field; empty where the rule says it all.</param>
/// <param name="Day">The day that was looked at; null for now.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Threshold">What it is held to.</param>
/// <param name="IsBroken">Whether it does not keep to it.</param>
public sealed record QualityFinding(
    QualityRule Rule, string Subject, DateOnly? Day, decimal Value, decimal Threshold, bool IsBroken);
