using Analytics.Api.Querying;
using Analytics.Domain.Metrics;

namespace Analytics.Api.Snapshots;

/// <summary>By what figures are kept, beside those over all, in place of what was chosen before.</summary>
public sealed record SaveSnapshotBreakdownsInput
{
    /// <summary>At most 20; none keeps the figures over all alone.</summary>
    public required IReadOnlyList<SnapshotBreakdownInput> Breakdowns { get; init; }

    internal KeptBreakdowns ToDomain() => new([.. Breakdowns.Select(one => one.ToDomain())]);
}

/// <summary>A metric and what its kept figures are broken down by.</summary>
public sealed record SnapshotBreakdownInput
{
    /// <summary>Its name in the catalogue.</summary>
    public required string Metric { get; init; }

    /// <summary>1 to 3 properties of events, or of their actors as they were then.</summary>
    public required IReadOnlyList<BreakdownInput> Breakdown { get; init; }

    internal KeptBreakdown ToDomain() => new(Metric, BreakdownInput.ToDomain(Breakdown));
}
