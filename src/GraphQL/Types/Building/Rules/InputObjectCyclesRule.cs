namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Every input object has a value that can be written down: none requires itself, however far round.</summary>
internal sealed class InputObjectCyclesRule
{
    private readonly HashSet<InputObjectType> _finite = [];
    private readonly HashSet<InputObjectType> _visited = [];
    private readonly List<(InputObjectType Owner, string Coordinate)> _path = [];
    private readonly List<SchemaFault> _faults = [];

    public static IEnumerable<SchemaFault> Check(Schema schema)
    {
        var rule = new InputObjectCyclesRule();
        var types = schema.OwnTypes().OfType<InputObjectType>().ToList();
        rule.FindFinite(types);
        foreach (var type in types.Where(type => !rule._finite.Contains(type)))
            rule.Follow(type);
        return rule._faults;
    }

    // What is finite makes those finite that need only it, until nothing changes.
    private void FindFinite(List<InputObjectType> types)
    {
        bool grown;
        do
        {
            grown = false;
            foreach (var type in types.Where(type => !_finite.Contains(type)))
                if (type.IsOneOf
                    ? type.Fields.Count == 0 || type.Fields.Any(field => Required(type, field) is not { } next || _finite.Contains(next))
                    : type.Fields.All(field => Required(type, field) is not { } next || _finite.Contains(next)))
                    grown |= _finite.Add(type);
        }
        while (grown);
    }

    private void Follow(InputObjectType type)
    {
        if (!_visited.Add(type))
            return;
        foreach (var field in type.Fields)
        {
            if (Required(type, field) is not { } next || _finite.Contains(next))
                continue;
            _path.Add((type, $"{type.Name}.{field.Name}"));
            var start = _path.FindIndex(step => step.Owner == next);
            if (start < 0)
                Follow(next);
            else
                _faults.Add(new(next.Name, $"Input Object {next} cannot be provided a finite value because it references "
                    + $"itself through fields: {string.Join(", ", _path.Skip(start).Select(step => step.Coordinate))}."));
            _path.RemoveAt(_path.Count - 1);
        }
    }

    /// <summary>The input object that a value of the field must hold; null when it need not hold any.</summary>
    private static InputObjectType? Required(InputObjectType type, InputField field) => type.IsOneOf
        ? field.Type.NullableType() as InputObjectType
        : (field.Type as NonNullType)?.NullableType as InputObjectType;
}
