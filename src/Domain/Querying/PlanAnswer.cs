using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>How a question would be answered, found by going through it without reading an event.</summary>
/// <param name="Last">The pass that ends it, over what the passes before it make.</param>
/// <param name="IsKept">Whether the answer as of this watermark is at hand: then no pass is made.</param>
/// <param name="Estimate">What it would cost, from statistics alone.</param>
/// <param name="Bytes">Memory that it takes before the first event is read; what grows with events comes on top.</param>
/// <param name="State">What it would read.</param>
/// <param name="Meta">The state of the log; no row was read.</param>
public sealed record PlanAnswer(
    PlanStep Last, bool IsKept, EstimateAnswer Estimate, long Bytes, PlannedState State, AnswerMeta Meta)
{
    /// <summary>Events that the passes look at, together.</summary>
    public long Rows => Last.Sum(step => step.Rows);
}

/// <summary>One pass over events, or over what a pass before it made.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Shards">Parts that threads take one by one; 0 where their number follows from the pass before.</param>
/// <param name="Rows">Events that it looks at.</param>
/// <param name="Columns">What it reads of them.</param>
/// <param name="After">The passes whose results it takes.</param>
public sealed record PlanStep(
    string Operation, int Shards, long Rows, ImmutableArray<string> Columns, ImmutableArray<PlanStep> After)
{
    internal long Sum(Func<PlanStep, long> of) => of(this) + After.Sum(step => step.Sum(of));
}

/// <summary>The files and changes that make up a state of the log.</summary>
/// <param name="Segments">Number of files and pieces in memory.</param>
/// <param name="Rows">Events in them, bots' and erased ones included.</param>
/// <param name="MovedRows">Events that stand elsewhere than their file has them, by merges, splits and tags since.</param>
/// <param name="HasRenames">Whether events are called otherwise than they were sent.</param>
/// <param name="IsPast">Whether it is as of an earlier position.</param>
public sealed record PlannedState(int Segments, long Rows, long MovedRows, bool HasRenames, bool IsPast);
