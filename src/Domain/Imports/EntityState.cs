using System.Collections.Immutable;
using System.Globalization;

namespace Analytics.Domain.Imports;

/// <summary>One thing as its source says it now.</summary>
/// <param name="Id">The values of its key, joined.</param>
/// <param name="Values">One a column of its kind, as written canonically; null for none.</param>
/// <param name="UpdatedAt">When its source changed it, or when it was imported where the source does not say.</param>
/// <param name="Version">From 1; grows with each change.</param>
/// <param name="Steps">How often each step of its kind became an event.</param>
public sealed record EntityState(
    string Id,
    ImmutableArray<string?> Values,
    DateTimeOffset UpdatedAt,
    int Version,
    ImmutableDictionary<string, int> Steps)
{
    /// <summary>The latest time of a change that its source gave: what is older is stale; null when it gave none.</summary>
    public DateTimeOffset? DatedAt { get; init; }

    /// <summary>Whether all that is known of it is what orders said: any file of its own kind goes before that.</summary>
    public bool IsFromOrders { get; init; }

    internal decimal? NumberAt(int place) =>
        Values[place] is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>One row of a file that keeps the rules of its kind.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Line">The line of the file on which it starts.</param>
/// <param name="Id">The values of its key, joined.</param>
/// <param name="UpdatedAt">When its source changed it; null when it does not say.</param>
/// <param name="Values">One a column: null where the file does not say, empty where it says none.</param>
public sealed record EntityRow(long Row, long Line, string Id, DateTimeOffset? UpdatedAt, string?[] Values);
