using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Fragments select on objects, interfaces and unions.</summary>
internal sealed class FragmentsOnCompositeTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterInlineFragment(InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition && IsNotComposite(condition))
            Report($"Fragment cannot condition on non composite type \"{condition.Name.Value}\".", condition);
    }

    public override void EnterFragment(FragmentDefinitionNode fragment)
    {
        var condition = fragment.TypeCondition;
        if (IsNotComposite(condition))
            Report(
                $"Fragment \"{fragment.Name.Value}\" cannot condition on non composite type "
                + $"\"{condition.Name.Value}\".", condition);
    }

    private bool IsNotComposite(NamedTypeNode condition) =>
        Context.Schema.FindType(condition.Name.Value) is { } type && !type.IsComposite();
}
