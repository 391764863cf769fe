using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A fragment is spread where its type can occur.</summary>
internal sealed class PossibleFragmentSpreadsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterInlineFragment(InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition && FindConflict(condition) is { } conflict)
            Report($"Fragment cannot be spread here as {conflict}", fragment);
    }

    public override void EnterSpread(FragmentSpreadNode spread)
    {
        var name = spread.Name.Value;
        if (Context.FindFragment(name) is { } fragment && FindConflict(fragment.TypeCondition) is { } conflict)
            Report($"Fragment \"{name}\" cannot be spread here as {conflict}", spread);
    }

    private string? FindConflict(NamedTypeNode condition) =>
        Context.ParentType is { } parent && Context.ResolveComposite(condition) is { } type
            && !Context.Schema.DoTypesOverlap(type, parent)
            ? $"objects of type \"{parent}\" can never be of type \"{type}\"."
            : null;
}
