using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Distributions;

/// <summary>
/// How long it takes from one event to the next other one of the same actor. Every event of <see cref="From"/> in the
/// range is a start; it ends with the first event of <see cref="To"/> after it in the actor's order, also past the end
/// of the range. <c>Filter</c> is a condition on both.
/// </summary>
public sealed record TimeBetweenQuery : EventQuery
{
    /// <summary>Where a time starts.</summary>
    public required EventSelector From { get; init; }

    /// <summary>Where it ends; the same events as <see cref="From"/> for the time from one to the next.</summary>
    public required EventSelector To { get; init; }

    /// <summary>Longest time, inclusive: a start that has to wait longer has no time; null for any.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Inner edges of the histogram, in seconds; empty for <see cref="DistributionEdges.OfTimes"/>.</summary>
    public ImmutableArray<decimal> Edges { get; init; } = [];

    /// <summary>Those that are used.</summary>
    public ImmutableArray<decimal> InnerEdges => Edges.IsEmpty ? DistributionEdges.OfTimes : Edges;

    /// <summary>Splits by properties of the start; the groups with the most starts are shown. Null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(3_660);

    /// <inheritdoc />
    public override Problem? Check() =>
        From.Check()?.Under("from")
        ?? To.Check()?.Under("to")
        ?? (Window is { } window ? QueryRules.InRange(window, MaxWindow, "window") : null)
        ?? DistributionEdges.Check(Edges, least: 0)
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. From.Properties(), .. To.Properties(), .. Breakdown?.Dimensions ?? [], .. base.Properties()];
}
