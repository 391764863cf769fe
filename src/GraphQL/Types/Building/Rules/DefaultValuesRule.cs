using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Defaults fit their types, and those of input fields do not need themselves.</summary>
internal sealed class DefaultValuesRule
{
    private readonly HashSet<InputField> _visited = [];
    private readonly List<(InputField Field, string Coordinate)> _path = [];
    private readonly List<SchemaFault> _faults = [];

    public static IEnumerable<SchemaFault> Check(Schema schema)
    {
        var rule = new DefaultValuesRule();
        foreach (var type in schema.OwnTypes().OfType<InputObjectType>())
            rule.Follow(type, new ObjectValueNode([]));
        return rule._faults.Concat(
            from place in schema.Arguments().Concat(schema.InputFields())
            let value = place.Value.DefaultValue
            where value is not null && place.Value.Type.IsInputType()
            from reason in LiteralMisfits.Of(place.Value.Type, value)
            select new SchemaFault(place.Coordinate, $"{place.Coordinate} has invalid default value{reason}"));
    }

    private void Follow(InputObjectType type, IValueNode value)
    {
        if (value is ListValueNode list)
            foreach (var item in list.Items)
                Follow(type, item);
        if (value is not ObjectValueNode given)
            return;
        foreach (var field in type.Fields)
            if (field.Type.NamedType() is InputObjectType next)
                if (given.Fields.FirstOrDefault(entry => entry.Name.Value == field.Name) is { } entry)
                    Follow(next, entry.Value);
                else
                    FollowDefault(field, next, $"{type.Name}.{field.Name}");
    }

    private void FollowDefault(InputField field, InputObjectType type, string coordinate)
    {
        if (field.DefaultValue is not { } value)
            return;
        var start = _path.FindIndex(step => step.Field == field);
        if (start >= 0)
        {
            var via = string.Join(", ", _path.Skip(start + 1).Select(step => step.Coordinate));
            _faults.Add(new(coordinate, "Invalid circular reference. The default value of Input Object field "
                + $"{coordinate} references itself{(via.Length > 0 ? $" via the default values of: {via}" : "")}."));
        }
        else if (_visited.Add(field))
        {
            _path.Add((field, coordinate));
            Follow(type, value);
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
