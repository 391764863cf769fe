using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>
/// Response names under which fields can be merged wherever they meet: of one shape in the whole document, and of one
/// field with the same arguments unless two object types keep them apart.
/// </summary>
internal sealed class ResponseNames(Chance chance, IReadOnlyList<string> fieldNames)
{
    private readonly Dictionary<string, List<(NamedType Parent, string Field, string Arguments, string Shape)>> _uses = [];
    private int _lastAlias;

    /// <summary>An alias with a colon, or nothing, before the field.</summary>
    public string Prefix(NamedType parent, OutputField field, string arguments)
    {
        var wanted = chance.Below(10) switch
        {
            < 6 => field.Name,
            < 9 => chance.Pick(["a", "b", "c", "d"]),
            _ => chance.Pick(fieldNames),
        };
        var name = Fits(wanted, parent, field, arguments) ? wanted
            : Fits(field.Name, parent, field, arguments) ? field.Name
            : $"alias{++_lastAlias}";
        if (!_uses.TryGetValue(name, out var uses))
            _uses[name] = uses = [];
        uses.Add((parent, field.Name, arguments, Shape(field.Type)));
        return name == field.Name ? "" : $"{name}: ";
    }

    private bool Fits(string name, NamedType parent, OutputField field, string arguments) =>
        !_uses.TryGetValue(name, out var uses) || uses.TrueForAll(use => use.Shape == Shape(field.Type)
            && (use.Field == field.Name && use.Arguments == arguments
                || use.Parent != parent && use.Parent is ObjectType && parent is ObjectType));

    private static string Shape(IType type) =>
        type.IsLeaf() ? type.ToString()! : type.ToString()!.Replace(type.NamedType().Name, "*", StringComparison.Ordinal);
}
