using Analytics.GraphQL.Execution.Plans;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>Weighs requests against the budgets.</summary>
internal sealed class CostBudget(CostOptions options)
{
    /// <summary>The cost of a request, and why it is refused; neither when nobody wants to know.</summary>
    public (OperationCost? Cost, IError? Refusal) Judge(OperationPlan plan, OperationRequest request)
    {
        if (request.IsOfHost || !options.EnforceCostLimits && request.CostReport == CostReport.None)
            return default;
        var weighed = plan.Cost(options);
        if (weighed.Fault is { } fault)
            return (null, fault);
        var cost = weighed.Evaluate(request);
        var isOver = cost.FieldCost > options.MaxFieldCost || cost.TypeCost > options.MaxTypeCost;
        return (cost, isOver && options.EnforceCostLimits && request.CostReport != CostReport.Validate ? Excess(cost) : null);
    }

    private IError Excess(OperationCost cost) => Error.Of(
        cost == OperationCost.Unbounded ? "The operation is too intricate to be weighed."
        : cost.FieldCost > options.MaxFieldCost
            ? $"The operation's fields cost {cost.FieldCost:0.##}; at most {options.MaxFieldCost:0.##} is allowed."
            : $"The operation's answer costs {cost.TypeCost:0.##}; at most {options.MaxTypeCost:0.##} is allowed.",
        ErrorCodes.CostExceeded)
        .SetExtension("fieldCost", Finite(cost.FieldCost)).SetExtension("maxFieldCost", options.MaxFieldCost)
        .SetExtension("typeCost", Finite(cost.TypeCost)).SetExtension("maxTypeCost", options.MaxTypeCost);

    private static double? Finite(double cost) => double.IsFinite(cost) ? cost : null;
}
