using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Variables are scalars, enums, input objects, or lists of these.</summary>
internal sealed class VariablesAreInputTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterVariable(VariableDefinitionNode variable)
    {
        if (Context.Resolve(variable.Type) is { } type && !type.IsInputType())
            Report($"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{type}\".", variable.Type);
    }
}
