using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>The cost of an operation, as far as it can be known before its variables are.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Root">What it selects; null when the operation is too intricate to be weighed.</param>
/// <param name="Varying">The selections whose costs requests change, those inside of others first.</param>
/// <param name="Fault">Why the operation cannot be weighed; null when it can.</param>
internal sealed record OperationCostPlan(
    OperationDefinitionNode Operation, CostSelection? Root, ImmutableArray<CostSelection> Varying, IError? Fault)
{
    /// <summary>The cost of a request.</summary>
    public OperationCost Evaluate(OperationRequest request)
    {
        if (Root is null)
            return OperationCost.Unbounded;
        var known = Varying.IsEmpty ? [] : new OperationCost[Varying.Length];
        if (known.Length > 0)
        {
            var input = new CostInput(Operation, request);
            foreach (var selection in Varying)
                known[selection.Slot] = selection.Evaluate(input, known);
        }
        return Root.Of(known);
    }
}
