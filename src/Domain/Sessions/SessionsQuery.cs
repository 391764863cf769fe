using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Sessions;

/// <summary>Figures of the sessions that start in the range and hold an event that matches <c>Filter</c>.</summary>
public sealed record SessionsQuery : EventQuery
{
    /// <summary>Width of the buckets, by the session's start; null for the total alone.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Names of the events that are page views.</summary>
    public ImmutableArray<string> PageEvents { get; init; } = DefaultPageEvents;

    /// <summary>Splits by a property, read on the session's first event that has it; null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>What is a page view when nobody says.</summary>
    public static readonly ImmutableArray<string> DefaultPageEvents = ["page_view", "screen_view"];

    /// <inheritdoc />
    public override Problem? Check() =>
        CheckBuckets(Interval, "interval")
        ?? QueryRules.Names(PageEvents, 0, "pageEvents")
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => [.. Breakdown?.Dimensions ?? [], .. base.Properties()];
}
