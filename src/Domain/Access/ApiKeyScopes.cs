namespace Analytics.Domain.Access;

/// <summary>What a key may be used for; stored and shown as these words.</summary>
public static class ApiKeyScopes
{
    /// <summary>Sends events and imports.</summary>
    public const string Collect = "collect";

    /// <summary>Reads figures, events and definitions.</summary>
    public const string Query = "query";

    /// <summary>Changes keys and settings.</summary>
    public const string Manage = "manage";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [Collect, Query, Manage];
}
