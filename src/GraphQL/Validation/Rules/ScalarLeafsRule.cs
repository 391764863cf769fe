using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A field has a selection exactly when its type has fields.</summary>
internal sealed class ScalarLeafsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field)
    {
        if (Context.Field?.Type is not { } type)
            return;
        var name = field.Name.Value;
        if (type.IsLeaf() && field.SelectionSet is { } selections)
            Report($"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.", selections);
        else if (!type.IsLeaf() && field.SelectionSet is null)
            Report(
                $"Field \"{name}\" of type \"{type}\" must have a selection of subfields. "
                + $"Did you mean \"{name} {{ ... }}\"?", field);
    }
}
