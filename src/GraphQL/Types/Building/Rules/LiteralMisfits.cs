using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Where a constant does not fit an input type. Defaults inside the type are not looked at: they are places of their own.</summary>
internal static class LiteralMisfits
{
    /// <summary>All misfits: where inside the value, a colon, and why.</summary>
    public static IEnumerable<string> Of(IType type, IValueNode literal, string path = "")
    {
        switch (type, literal)
        {
            case (NonNullType, NullValueNode):
                return [Say(path, $"Expected value of non-null type \"{type}\" not to be null.")];
            case (NonNullType nonNull, _):
                return Of(nonNull.NullableType, literal, path);
            case (_, NullValueNode):
                return [];
            case (ListType list, ListValueNode items):
                return items.Items.SelectMany((item, index) => Of(list.ElementType, item, $"{path}[{index}]"));
            case (ListType list, _):
                return Of(list.ElementType, literal, path);
            case (InputObjectType input, ObjectValueNode node):
                return OfObject(input, node, path);
            case (ScalarType scalar, _):
                return scalar.Accepts(literal, out var reason) ? [] : [Say(path, reason!)];
            case (EnumType known, EnumValueNode value):
                return known.Values.Contains(value.Value)
                    ? []
                    : [Say(path, $"Value \"{value.Value}\" does not exist in \"{known}\" enum.")];
            case (EnumType known, _):
                return [Say(path, $"Enum \"{known}\" cannot represent non-enum value: {ValueText.Of(literal)}.")];
            default:
                return [Say(path, $"Expected value of type \"{type}\" to be an object, found: {ValueText.Of(literal)}.")];
        }
    }

    private static IEnumerable<string> OfObject(InputObjectType type, ObjectValueNode node, string path)
    {
        foreach (var field in type.Fields)
            if (node.Fields.FirstOrDefault(given => given.Name.Value == field.Name) is { } given)
                foreach (var misfit in Of(field.Type, given.Value, $"{path}.{field.Name}"))
                    yield return misfit;
            else if (field.IsRequired)
                yield return Say(path, $"Expected value of type \"{type}\" to include required field \"{field.Name}\", "
                    + $"found: {ValueText.Of(node)}.");
        foreach (var unknown in node.Fields.Where(given => !type.Fields.Contains(given.Name.Value)))
            yield return Say(path, $"Expected value of type \"{type}\" not to include unknown field "
                + $"\"{unknown.Name.Value}\", found: {ValueText.Of(node)}.");
        if (type.IsOneOf && (node.Fields.Length != 1 || node.Fields[0].Value is NullValueNode))
            yield return Say(node.Fields.Length == 1 ? $"{path}.{node.Fields[0].Name.Value}" : path,
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that "
                + "field must be non-null.");
    }

    private static string Say(string path, string reason) => path.Length == 0 ? $": {reason}" : $" at {path}: {reason}";
}
