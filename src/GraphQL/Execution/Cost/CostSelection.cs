using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>A value that is selected on, for each object type that it may have.</summary>
/// <param name="Types">The possible types; the costliest counts.</param>
internal sealed record CostSelection(ImmutableArray<CostType> Types)
{
    /// <summary>The cost when no request changes it; null when variables or the host do.</summary>
    public OperationCost? Constant { get; init; }

    /// <summary>Where an evaluation keeps the cost, when it is not constant.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>The cost, once those of the selections below are known.</summary>
    public OperationCost Evaluate(CostInput input, OperationCost[] known)
    {
        var most = default(OperationCost);
        foreach (var type in Types)
        {
            var sum = new OperationCost(0, type.Weight);
            foreach (var field in type.Fields)
            {
                var cost = field.Evaluate(input, known);
                sum = new(sum.FieldCost + cost.FieldCost, sum.TypeCost + cost.TypeCost);
            }
            most = OperationCost.Max(most, sum);
        }
        return most;
    }

    /// <summary>The cost that was evaluated before.</summary>
    public OperationCost Of(OperationCost[] known) => Constant ?? known[Slot];
}

/// <summary>What is selected on values of one object type.</summary>
/// <param name="Weight">What a value counts itself; not negative.</param>
/// <param name="Fields">The selected fields, merged.</param>
internal readonly record struct CostType(double Weight, ImmutableArray<CostField> Fields);
