using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every argument is one that the field or directive takes.</summary>
internal sealed class KnownArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field)
    {
        if (Context.Field is not { } definition || Context.ParentType is not { } parent)
            return;
        foreach (var argument in field.Arguments)
            if (!definition.Arguments.Contains(argument.Name.Value))
                ReportUnknown(argument, $"field \"{parent.Name}.{definition.Name}\"", definition.Arguments);
    }

    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
        if (Context.Schema.Directives.Find(directive.Name.Value) is not { } type)
            return;
        foreach (var argument in directive.Arguments)
            if (!type.Arguments.Contains(argument.Name.Value))
                ReportUnknown(argument, $"directive \"@{type.Name}\"", type.Arguments);
    }

    private void ReportUnknown(ArgumentNode argument, string owner, NamedCollection<Argument> known)
    {
        var name = argument.Name.Value;
        var suggestion = Context.DidYouMean(name, known.Select(candidate => candidate.Name));
        Report($"Unknown argument \"{name}\" on {owner}.{suggestion}", argument);
    }
}
