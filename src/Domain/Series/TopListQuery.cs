using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>The groups with the highest figures, several figures side by side: the top products by revenue with
/// their buyers.</summary>
public sealed record TopListQuery : EventQuery
{
    /// <summary>Which groups; the first measure orders them.</summary>
    public required SeriesBreakdown Breakdown { get; init; }

    /// <summary>One column each; at least one.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>Most measures of one table.</summary>
    public const int MaxMeasures = 20;

    /// <inheritdoc />
    public override Problem? Check() =>
        Breakdown.Check()?.Under("breakdown")
        ?? QueryRules.InRange(Measures.Length, 1, MaxMeasures, "measures")
        ?? QueryRules.Each(Measures, "measures", measure => measure.Check())
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. Breakdown.Dimensions, .. Measures.SelectMany(measure => measure.Properties()), .. base.Properties()];
}
