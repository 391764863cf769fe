using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every type that a document names exists.</summary>
internal sealed class KnownTypeNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterNamedType(NamedTypeNode type)
    {
        var name = type.Name.Value;
        if (!Context.Schema.Types.Contains(name))
            Report(
                $"Unknown type \"{name}\".{Context.DidYouMean(name, Context.Schema.Types.Select(known => known.Name))}",
                type);
    }
}
