using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>The variables of a document: made where one is wanted, declared where an operation uses them.</summary>
internal sealed class VariablePool(Chance chance, InputGenerator inputs)
{
    private readonly List<(string Name, IType Type, string? Default)> _variables = [];

    /// <summary>Names used since the set was last replaced.</summary>
    public HashSet<string> Used { get; set; } = [];

    /// <summary>A variable that may stand at the place.</summary>
    public string For(InputPlace place)
    {
        var type = TypeFor(place, out var needsDefault);
        if (needsDefault && place.HasDefault && chance.Of(50))
            needsDefault = false;
        if (chance.Of(40) && Known(type, needsDefault) is { } known)
            return Use(known);
        var name = $"v{_variables.Count}";
        var literal = needsDefault ? inputs.Literal(new(new NonNullType(type)), null)
            : type is not NonNullType && chance.Of(30) ? inputs.Literal(new(type), null)
            : type is NonNullType && chance.Of(15) ? inputs.Literal(new(type), null)
            : null;
        _variables.Add((name, type, literal));
        return Use(name);
    }

    /// <summary>The definitions of the named variables in parentheses; empty for none.</summary>
    public string Declare(IReadOnlySet<string> names)
    {
        var declared = _variables.Where(variable => names.Contains(variable.Name)).ToList();
        return declared.Count == 0 ? "" : $"({string.Join(", ", declared.Select(variable =>
            $"${variable.Name}: {variable.Type}{(variable.Default is null ? "" : $" = {variable.Default}")}"))})";
    }

    /// <summary>Values, now and then one that does not fit; some that may be omitted are.</summary>
    public string Json()
    {
        var faulty = chance.Of(15) && _variables.Count > 0 ? chance.Pick(_variables).Name : null;
        var given = new List<string>();
        foreach (var (name, type, literal) in _variables)
            if (name == faulty)
                given.Add($"\"{name}\":{InputTexts.Fault(chance)}");
            else if (type is NonNullType && literal is null ? !chance.Of(1) : !chance.Of(30))
                given.Add($"\"{name}\":{inputs.Json(type)}");
        if (chance.Of(5))
            given.Add("\"unknown\":1");
        return $"{{{string.Join(",", given)}}}";
    }

    private string? Known(IType type, bool needsDefault) => _variables.Find(variable =>
        variable.Type.ToString() == type.ToString() && (!needsDefault || variable.Default is not null and not "null")).Name;

    private string Use(string name)
    {
        Used.Add(name);
        return $"${name}";
    }

    private IType TypeFor(InputPlace place, out bool needsDefault)
    {
        needsDefault = false;
        var type = chance.Of(25) ? Stricter(place.Type) : place.Type;
        // One that decides about fields may not be null: what then happens differs between engines by design.
        if (type is not NonNullType nonNull || place.IsChoice || !chance.Of(30) || type.NamedType().Name == "Boolean")
            return type;
        needsDefault = true;
        return nonNull.NullableType;
    }

    private static IType Stricter(IType type) => type switch
    {
        NonNullType { NullableType: ListType list } => new NonNullType(new ListType(Stricter(list.ElementType))),
        NonNullType => type,
        _ => new NonNullType(type),
    };
}
