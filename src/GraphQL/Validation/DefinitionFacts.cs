using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation;

/// <summary>What the walk noted of one operation or fragment, other definitions not looked into.</summary>
internal sealed class DefinitionFacts
{
    /// <summary>The fragment spreads anywhere in the definition, those of a selection set before those inside it.</summary>
    public List<FragmentSpreadNode> Spreads { get; } = [];

    /// <summary>The uses of variables, in source order.</summary>
    public List<VariableUsage> Variables { get; } = [];
}

/// <summary>A variable where it is used.</summary>
/// <param name="Variable">The use.</param>
/// <param name="Type">The type expected there; null when it is not known.</param>
/// <param name="HasDefault">Whether the argument or input field has a default of its own.</param>
/// <param name="OneOf">The <c>@oneOf</c> type when the use is the value of one of its fields; else null.</param>
internal readonly record struct VariableUsage(
    VariableNode Variable, IType? Type, bool HasDefault, InputObjectType? OneOf);
