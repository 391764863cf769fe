using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>Budgets and defaults of cost analysis.</summary>
public sealed class CostOptions
{
    /// <summary>The most that the fields of an operation may weigh: the work of resolving it.</summary>
    public double MaxFieldCost { get; set; } = 1_000;

    /// <summary>The most that the values of an operation's answer may weigh: about the number of objects in it.</summary>
    public double MaxTypeCost { get; set; } = 1_000;

    /// <summary>Whether operations over a budget are refused; false still reports the costs to those who ask.</summary>
    public bool EnforceCostLimits { get; set; } = true;

    /// <summary>Whether fields that wait are weighed and connections sized where no annotation does it.</summary>
    public bool ApplyCostDefaults { get; set; } = true;

    /// <summary>The weight of fields that wait and carry no other; null for that of their type.</summary>
    public double? DefaultResolverCost { get; set; } = 10;

    /// <summary>
    /// Weights that the host knows better than the schema, by coordinate such as <c>Query.metric</c>: asked in each
    /// request that selects the field, in place of <c>@cost</c>. They must be quick; what they need should be at hand.
    /// </summary>
    public IDictionary<string, Func<OperationRequest, double>> FieldWeights { get; } =
        new Dictionary<string, Func<OperationRequest, double>>(StringComparer.Ordinal);

    internal void Check(Schema schema)
    {
        foreach (var coordinate in FieldWeights.Keys)
            if (coordinate.Split('.') is not [var type, var name] || schema.FindType(type) is not ComplexType owner
                || !owner.Fields.Contains(name))
                throw new InvalidOperationException($"A weight is given for {coordinate}, which is no field of the schema.");
    }
}
