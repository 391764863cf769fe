using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>The questions that an engine was asked for a result, and what it answered.</summary>
/// <param name="Answers">Each question with its answer, in the order in which they were asked.</param>
public sealed record Evidence(ImmutableArray<Answered> Answers)
{
    /// <summary>That of a result of one question.</summary>
    public static Evidence Of(EventQuery question, object answer) => new([new Answered(question, answer)]);
}

/// <summary>A question and its answer.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What the engine said.</param>
public sealed record Answered(EventQuery Question, object Answer);
