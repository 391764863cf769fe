using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every argument that is non-null and has no default is given.</summary>
internal sealed class ProvidedRequiredArgumentsRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveField(FieldNode field)
    {
        if (Context.Field is not { } definition)
            return;
        foreach (var argument in definition.Arguments)
            if (argument.IsRequired && !IsGiven(argument, field.Arguments))
                Report($"Field \"{definition.Name}\" {Missing(argument)}", field);
    }

    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
        if (Context.Schema.Directives.Find(directive.Name.Value) is not { } type)
            return;
        foreach (var argument in type.Arguments)
            if (argument.IsRequired && !IsGiven(argument, directive.Arguments))
                Report($"Directive \"@{type.Name}\" {Missing(argument)}", directive);
    }

    private static string Missing(Argument argument) =>
        $"argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.";

    private static bool IsGiven(Argument argument, ImmutableArray<ArgumentNode> given)
    {
        foreach (var candidate in given)
            if (candidate.Name.Value == argument.Name)
                return true;
        return false;
    }
}
