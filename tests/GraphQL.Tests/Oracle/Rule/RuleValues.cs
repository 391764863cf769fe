using System.Text.Json;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>Values of any output type, drawn as <c>Node/oracle/rule.mjs</c> draws them.</summary>
internal sealed class RuleValues(Schema schema, Draw draw)
{
    private static readonly string[] Texts =
    [
        "", "plain", "é ß 漢字", "😀 \U0010FFFF", "\u0000\u0001\u001f", "quote \" back \\ slash /", "\u2028\u2029",
        "line\nbreak\r\t\b\f", "\u007f\u0085\u00a0", "</script>&'+`", " padded ", "null",
    ];
    private static readonly object[] Floats =
    [
        0, -0.5, 1e21, 5e-324, 1.7976931348623157e308, 0.1, 3, -123456789.125m, 1e-7, 123456789012345680000.0, -1e-300,
        1L << 53, true, 1e15, 4.35,
    ];
    private static readonly object[] Ints = [0, -1L, 2147483647, -2147483648, 7.0, true, false, 42m];
    private static readonly JsonElement[] Jsons =
    [
        .. new[] { "\"text\"", "-12.5", """{"b":[1,"x",null],"a":{}}""", "true", "[[],[0]]", "9007199254740991", "\"\"" }
            .Select(text => JsonSerializer.Deserialize<JsonElement>(text)),
    ];
    private static readonly Dictionary<string, object[]> Misfits = new()
    {
        ["Int"] = [1.5, 2147483648L, "x"],
        ["Float"] = [double.NaN, double.PositiveInfinity, "x"],
        ["Boolean"] = ["x", double.NaN, "true"],
        ["ID"] = [1.5, true, double.NaN],
    };

    /// <summary>A value, null, or one that does not fit.</summary>
    /// <exception cref="InvalidOperationException">The resolver is to fail.</exception>
    public object? Of(IType type, bool isTop)
    {
        var luck = draw.Next(100);
        var required = type is NonNullType;
        if (luck < (required ? 3 : 9))
            return null;
        type = type.NullableType();
        if (luck < (required ? 5 : 13))
            return isTop && draw.Next(2) > 0
                ? throw new InvalidOperationException("thrown by the rule")
                : Misfit(type);
        return type switch
        {
            ListType list => ListOf(list.ElementType),
            NamedType { IsIntrospection: false } named when named is ObjectType or InterfaceType or UnionType => ObjectOf(named),
            EnumType known => known.Values[draw.Next((uint)known.Values.Count)].Name,
            _ => LeafOf((NamedType)type),
        };
    }

    private object ListOf(IType type)
    {
        var items = new object?[new[] { 0, 1, 1, 2, 2, 2, 3, 3 }[draw.Next(8)]];
        for (var index = 0; index < items.Length; index++)
            items[index] = Of(type, isTop: false);
        // A list comes as an array, as a collection, or is computed while it is read.
        return items.Length switch
        {
            1 => items.Where(_ => true),
            2 => new LinkedList<object?>(items),
            _ => items,
        };
    }

    private object ObjectOf(NamedType type)
    {
        var possible = schema.GetPossibleTypes(type).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        return Create(type is ObjectType ? possible[0] : possible[draw.Next((uint)possible.Count)], draw.NextId());
    }

    private static object Create(ObjectType type, uint id)
    {
        var made = Activator.CreateInstance(type.ClrType!)!;
        typeof(RuleObject).GetProperty(nameof(RuleObject.Id))!.SetValue(made, id);
        return made;
    }

    private object LeafOf(NamedType type) => type.Name switch
    {
        "Int" => draw.Next(2) > 0 ? Ints[draw.Next((uint)Ints.Length)] : draw.Next(100000) - 50000,
        "Float" => draw.Next(2) > 0 ? Floats[draw.Next((uint)Floats.Length)] : (draw.Next(1000000) - 500000) / 64.0,
        "String" => OneOf(Texts[draw.Next((uint)Texts.Length)], $"n{draw.Next(1000)}", draw.Next(9), draw.Next(2) == 0),
        "Boolean" => OneOf(true, false, draw.Next(3)),
        "ID" => OneOf($"id{draw.Next(1000)}", draw.Next(1000) - 500, ""),
        _ => Jsons[draw.Next((uint)Jsons.Length)],
    };

    // All are drawn before one is chosen, as in the script.
    private object OneOf(params object[] choices) => choices[draw.Next((uint)choices.Length)];

    private object? Misfit(IType type) => type switch
    {
        ListType => 5,
        EnumType => "NO_SUCH_VALUE",
        InterfaceType or UnionType => Create(schema.QueryType, 1),
        NamedType named when Misfits.TryGetValue(named.Name, out var known) => known[draw.Next(3)],
        _ => null,
    };
}
