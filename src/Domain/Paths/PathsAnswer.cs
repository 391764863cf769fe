using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Paths;

/// <summary>Paths, laid over each other.</summary>
/// <param name="Paths">Number of all paths.</param>
/// <param name="Nodes">Steps by place, then most frequent first, then by name; those not shown as one without a key.
/// </param>
/// <param name="Edges">How often one step follows another, by place, then most frequent first, then by names; those
/// not shown without a key.</param>
/// <param name="Sequences">The most frequent whole paths, then by their steps from the anchor on.</param>
/// <param name="Meta">What was read.</param>
public sealed record PathsAnswer(
    long Paths,
    ImmutableArray<PathNode> Nodes,
    ImmutableArray<PathEdge> Edges,
    ImmutableArray<PathSequence> Sequences,
    AnswerMeta Meta);

/// <summary>A step at its place.</summary>
/// <param name="Place">From 0 at <c>from</c>; counted down from 0 at <c>to</c> where only that is given.</param>
/// <param name="Step">The step; null for all that are not shown.</param>
/// <param name="Count">Paths through it.</param>
/// <param name="Ends">Those of them that end here; where only <c>to</c> is given, that start here.</param>
public sealed record PathNode(int Place, GroupKey? Step, long Count, long Ends);

/// <summary>One step after another.</summary>
/// <param name="Place">Place of the earlier one.</param>
/// <param name="From">The earlier step; null for all that are not shown.</param>
/// <param name="To">The later step; null likewise.</param>
/// <param name="Count">Paths that go so.</param>
public sealed record PathEdge(int Place, GroupKey? From, GroupKey? To, long Count);

/// <summary>A whole path.</summary>
/// <param name="Steps">In the order in which they happened; null for an event without a value.</param>
/// <param name="Count">Paths that are so from their first step to their last.</param>
public sealed record PathSequence(ImmutableArray<string?> Steps, long Count);
