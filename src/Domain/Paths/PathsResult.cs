using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Paths;

/// <summary>Paths, laid over each other: a graph of steps by place.</summary>
/// <param name="Paths">Number of all paths.</param>
/// <param name="Steps">By place, then most frequent first; what is not shown comes last at its place.</param>
/// <param name="Links">How often one step follows another, by place, then most frequent first.</param>
/// <param name="Sequences">The most frequent whole paths.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record PathsResult(
    long Paths,
    ImmutableArray<PathStep> Steps,
    ImmutableArray<PathLink> Links,
    ImmutableArray<WholePath> Sequences,
    ResultMeta Meta);

/// <summary>A step at its place.</summary>
/// <param name="Place">From 0 at <c>from</c>; counted down from 0 at <c>to</c> where only that is given.</param>
/// <param name="Step">What it is called; null for events without a value, and for all that are not shown.</param>
/// <param name="IsRest">Whether this is all that is not shown.</param>
/// <param name="Count">Paths through it.</param>
/// <param name="Share">Of all paths, 0 to 1.</param>
/// <param name="Ends">Those of them that end here; where only <c>to</c> is given, that start here.</param>
public sealed record PathStep(int Place, string? Step, bool IsRest, long Count, double Share, long Ends);

/// <summary>One step after another.</summary>
/// <param name="Place">Place of the earlier one.</param>
/// <param name="From">The earlier step; null for events without a value, and for all that are not shown.</param>
/// <param name="FromRest">Whether the earlier one is all that is not shown.</param>
/// <param name="To">The later step; null likewise.</param>
/// <param name="ToRest">Whether the later one is all that is not shown.</param>
/// <param name="Count">Paths that go so.</param>
public sealed record PathLink(int Place, string? From, bool FromRest, string? To, bool ToRest, long Count);

/// <summary>A path from its first step to its last.</summary>
/// <param name="Steps">In the order in which they happened; null for an event without a value.</param>
/// <param name="Count">Paths that are so.</param>
/// <param name="Share">Of all paths, 0 to 1.</param>
public sealed record WholePath(ImmutableArray<string?> Steps, long Count, double Share);
