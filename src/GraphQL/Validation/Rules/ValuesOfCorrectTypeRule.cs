using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every literal fits the type that is expected where it stands.</summary>
internal sealed class ValuesOfCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterValue(IValueNode value, IType? type)
    {
        if (type is not null)
            Check(value, type);
    }

    private void Check(IValueNode value, IType type)
    {
        switch (value)
        {
            case VariableNode:
                return;
            case NullValueNode:
                if (type.IsNonNull())
                    ReportMismatch(value, type);
                return;
            case ListValueNode list when type.NullableType() is ListType listType:
                foreach (var item in list.Items)
                    Check(item, listType.ElementType);
                return;
            case ObjectValueNode fields when type.NamedType() is InputObjectType inputType:
                CheckObject(fields, inputType);
                return;
            case ListValueNode:
                CheckLeaf(value, type.NullableType());
                return;
            default:
                CheckLeaf(value, type);
                return;
        }
    }

    private void CheckObject(ObjectValueNode value, InputObjectType type)
    {
        var given = new Dictionary<string, IValueNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
            given[field.Name.Value] = field.Value;
        foreach (var field in type.Fields)
            if (field.IsRequired && !given.ContainsKey(field.Name))
                Report(
                    $"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.", value);
        if (type.IsOneOf)
            CheckOneOf(value, type, given);
        foreach (var field in value.Fields)
            CheckField(field, type);
    }

    private void CheckOneOf(ObjectValueNode value, InputObjectType type, Dictionary<string, IValueNode> given)
    {
        if (given.Count != 1)
            Report($"OneOf Input Object \"{type.Name}\" must specify exactly one key.", value);
        else if (given.Single() is { Value: NullValueNode } field)
            Report($"Field \"{type.Name}.{field.Key}\" must be non-null.", value);
    }

    private void CheckField(ObjectFieldNode field, InputObjectType type)
    {
        var name = field.Name.Value;
        if (type.Fields.Find(name) is { } definition)
            Check(field.Value, definition.Type);
        else
            Report(
                $"Field \"{name}\" is not defined by type \"{type.Name}\"."
                + Context.DidYouMean(name, type.Fields.Select(known => known.Name)), field);
    }

    private void CheckLeaf(IValueNode value, IType expected)
    {
        switch (expected.NamedType())
        {
            case EnumType type:
                CheckEnum(value, type);
                break;
            // What a custom scalar makes of variables inside a literal is known when they have values.
            case ScalarType type when (IsSpecified(type) || !value.HasVariable()) && !type.Accepts(value, out var reason):
                Report(reason ?? Mismatch(value, expected), value);
                break;
            case InputObjectType:
                ReportMismatch(value, expected);
                break;
        }
    }

    private void CheckEnum(IValueNode value, EnumType type)
    {
        var text = value.ToString()!;
        if (value is not EnumValueNode)
            Report($"Enum \"{type.Name}\" cannot represent non-enum value: {text}.{Suggest(text, type)}", value);
        else if (!type.Values.Contains(text))
            Report($"Value \"{text}\" does not exist in \"{type.Name}\" enum.{Suggest(text, type)}", value);
    }

    private string Suggest(string text, EnumType type) =>
        Context.DidYouMean(text, type.Values.Select(known => known.Name), "the enum value");

    private void ReportMismatch(IValueNode value, IType expected) => Report(Mismatch(value, expected), value);

    private static string Mismatch(IValueNode value, IType expected) =>
        // A list that stands for one value is judged as an item of itself, of which null is not the question.
        $"Expected value of type \"{(value is ListValueNode ? expected.NullableType() : expected)}\", found {value}.";

    private static bool IsSpecified(ScalarType type) =>
        type is IntType or FloatType or StringType or BooleanType or IdType;
}
