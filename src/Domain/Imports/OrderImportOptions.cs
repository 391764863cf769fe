namespace Analytics.Domain.Imports;

/// <summary>How the rows of an orders file are to be understood.</summary>
public sealed record OrderImportOptions
{
    /// <summary>Orders whose id starts so are refunds, whatever the sign of their quantities; null for none.</summary>
    public string? RefundPrefix { get; init; }

    /// <summary>Orders whose id starts so are refused row by row; null for none.</summary>
    public string? RejectPrefix { get; init; }

    /// <summary>Zone of times that are written without one; null takes the tenant's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>ISO 4217, of rows that name none; null takes the tenant's.</summary>
    public string? Currency { get; init; }

    /// <summary>As its sender calls it; null when he does not say.</summary>
    public string? FileName { get; init; }

    /// <summary>Who sent it, for the audit log; null for nobody who is signed in.</summary>
    public string? By { get; init; }

    /// <summary>Reads, checks and compares, and writes nothing.</summary>
    public bool DryRun { get; init; }
}
