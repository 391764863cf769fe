using System.Globalization;
using Analytics.GraphQL.Types.Cost;

namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// What a field, argument, input field or type counts in cost analysis (<c>@cost</c>). Without it fields and types with
/// fields count 1, leaves 0, and fields that wait 10.
/// </summary>
/// <param name="weight">The weight; negative for an argument that makes its field cheaper.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method
    | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CostAttribute(double weight) : DirectiveAttribute
{
    /// <summary>The weight.</summary>
    public double Weight { get; } = weight;

    /// <inheritdoc/>
    public override object CreateDirective() => new CostDirective(Weight.ToString(CultureInfo.InvariantCulture));
}
