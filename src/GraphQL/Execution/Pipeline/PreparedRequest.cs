using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>What a request turned out to ask for, or why it is refused before anything is resolved.</summary>
/// <param name="Plan">What to execute; null when the request is refused.</param>
/// <param name="Variables">The coerced variables.</param>
/// <param name="Refusal">The kind of refusal, where there is one.</param>
/// <param name="Errors">The reasons of a refusal; at least one.</param>
internal readonly record struct PreparedRequest(
    OperationPlan? Plan, VariableValues Variables, ResultKind Refusal, ImmutableArray<IError> Errors)
{
    /// <summary>What the operation costs; null when nobody wants to know.</summary>
    public OperationCost? Cost { get; init; }

    /// <summary>A request that can be executed.</summary>
    public static PreparedRequest Of(OperationPlan plan, VariableValues variables) =>
        new(plan, variables, ResultKind.Executed, []);

    /// <summary>A request that is refused.</summary>
    public static PreparedRequest Refused(ImmutableArray<IError> errors, ResultKind kind = ResultKind.RequestError) =>
        new(null, VariableValues.None, kind, errors);

    /// <summary>A request that is refused for one reason.</summary>
    public static PreparedRequest Refused(IError error, ResultKind kind = ResultKind.RequestError) =>
        Refused([error], kind);
}
