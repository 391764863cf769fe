namespace Analytics.GraphQL.Execution.Cost;

/// <summary>What an operation costs at most, known before it is executed.</summary>
/// <param name="FieldCost">The weights of the fields, each as often as it may be resolved.</param>
/// <param name="TypeCost">The weights of the values, each as often as it may be answered.</param>
public readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    /// <summary>More than any budget.</summary>
    internal static OperationCost Unbounded { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    internal static OperationCost Max(OperationCost left, OperationCost right) =>
        new(Math.Max(left.FieldCost, right.FieldCost), Math.Max(left.TypeCost, right.TypeCost));
}
