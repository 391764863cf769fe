using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every directive exists and may stand where it stands.</summary>
internal sealed class KnownDirectivesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
        var name = directive.Name.Value;
        if (Context.Schema.Directives.Find(name) is not { } type)
            Report($"Unknown directive \"@{name}\".", directive);
        else if (!type.Locations.Contains(location))
            Report($"Directive \"@{name}\" may not be used on {NameOf(location)}.", directive);
    }

    private static string NameOf(DirectiveLocation location) => location switch
    {
        DirectiveLocation.FragmentDefinition => "FRAGMENT_DEFINITION",
        DirectiveLocation.FragmentSpread => "FRAGMENT_SPREAD",
        DirectiveLocation.InlineFragment => "INLINE_FRAGMENT",
        DirectiveLocation.VariableDefinition => "VARIABLE_DEFINITION",
        _ => location.ToString().ToUpperInvariant(),
    };
}
