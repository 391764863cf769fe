using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>A part of an answer: deferred fields of an object, or an item of a streamed list.</summary>
/// <param name="Json">The object or item; null when a null went up beyond it.</param>
/// <param name="Errors">The errors in it.</param>
/// <param name="Work">What was put off while it was executed.</param>
/// <param name="Failure">The error whose null went up beyond it; null when there is a value.</param>
internal sealed record PartResult(
    ResultWriter? Json, IReadOnlyList<IError> Errors, IncrementalWork? Work, IError? Failure)
{
    /// <summary>A part without value.</summary>
    public static PartResult Failed(IError failure) => new(null, [], null, failure);
}
