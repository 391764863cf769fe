namespace Analytics.Domain.Imports;

/// <summary>How the rows of a file are to be understood.</summary>
public sealed record EntityImportOptions
{
    /// <summary>Zone of times that are written without one, and of days; null takes the tenant's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>As its sender calls it; null when he does not say.</summary>
    public string? FileName { get; init; }

    /// <summary>Who sent it, for the audit log; null for nobody who is signed in.</summary>
    public string? By { get; init; }

    /// <summary>Reads, checks and compares, and writes nothing.</summary>
    public bool DryRun { get; init; }
}
