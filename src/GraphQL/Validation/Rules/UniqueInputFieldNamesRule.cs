using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>No field of an input object literal is given twice.</summary>
internal sealed class UniqueInputFieldNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterValue(IValueNode value, IType? type)
    {
        if (value is ListValueNode list)
        {
            foreach (var item in list.Items)
                EnterValue(item, null);
        }
        else if (value is ObjectValueNode fields)
        {
            Check(fields);
        }
    }

    private void Check(ObjectValueNode value)
    {
        var seen = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            if (!seen.TryAdd(field.Name.Value, field.Name))
                Report(
                    $"There can be only one input field named \"{field.Name.Value}\".",
                    seen[field.Name.Value], field.Name);
            EnterValue(field.Value, null);
        }
    }
}
