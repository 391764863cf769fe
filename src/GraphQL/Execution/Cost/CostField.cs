using System.Collections.Immutable;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>A selected field, merged from all its occurrences.</summary>
/// <param name="Weight">What the field counts, without its arguments.</param>
/// <param name="HostWeight">What the host says that it counts instead; null to keep the weight.</param>
/// <param name="Inputs">The arguments of the field and of its directives that may weigh something.</param>
/// <param name="LeafWeight">What each value counts that is a leaf; objects count in the selection.</param>
/// <param name="Size">How many values there may be.</param>
/// <param name="Below">What is selected on each value; null for a leaf.</param>
internal sealed record CostField(
    double Weight, Func<OperationRequest, double>? HostWeight, ImmutableArray<WeighedInput> Inputs, double LeafWeight,
    ListLength Size, CostSelection? Below)
{
    /// <summary>Whether every request costs the same here.</summary>
    public bool IsConstant => HostWeight is null && Size.IsConstant && Below is null or { Constant: not null }
        && Inputs.All(input => input.IsConstant);

    public OperationCost Evaluate(CostInput input, OperationCost[] known)
    {
        var weight = HostWeight is null ? Weight : HostWeight(input.Request);
        foreach (var given in Inputs)
            weight += given.Evaluate(input);
        var below = Below?.Of(known) ?? default;
        var size = Size.Evaluate(input);
        // What makes a field cheaper pays for nothing else.
        return new(
            Math.Max(0, weight) + Times(size, below.FieldCost),
            Times(size, LeafWeight + below.TypeCost));
    }

    // An unbounded cost of an empty list is no number.
    private static double Times(double size, double cost) => size == 0 ? 0 : size * cost;
}

/// <summary>An argument that is given.</summary>
/// <param name="Definition">The argument.</param>
/// <param name="Value">The literal, or the variable that holds the value.</param>
/// <param name="IsConstant">Whether the literal holds no variable.</param>
internal sealed record WeighedInput(Argument Definition, Language.IValueNode Value, bool IsConstant)
{
    public double Evaluate(CostInput input) => InputWeights.Of(Definition, Value, input);
}
