using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Texts of leaf values, as literals and as JSON.</summary>
internal static class InputTexts
{
    private static readonly string[] Ints = ["0", "-1", "7", "2147483647", "-2147483648", "42", "-0"];
    private static readonly string[] Floats = ["0", "-3", "1.5", "-0.0", "1e3", "2.5E-3", "123456789.125", "1E+2", "4.35"];
    private static readonly string[] Strings =
    [
        "\"\"", "\"plain\"", "\"a \\\"b\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\"\\u00e9\\u6f22\"", "\"é漢😀\"",
        "\"\\ud83d\\ude00\"", "\"null\"", "\" # no comment, \"",
    ];
    private static readonly string[] LiteralStrings =
    [
        "\"\\u{1F600}\\u{e9}\"", "\"\"\"\"\"\"", "\"\"\"block \\\"\"\" text\"\"\"",
        "\"\"\"\n    two\n      lines\n\n    \"\"\"", "\"\"\"  \\n stays \\u00e9  \"\"\"",
    ];
    private static readonly string[] Faults =
    [
        "1.0", "1.5", "\"1\"", "1e400", "-1e400", "2147483648",
        "-0", "-0.0", "1e3", "true", "false", "\"true\"", "\"\"", "[]", "{}", "[null]", "[[1]]", "{\"x\":1}", "null",
        "[1,\"a\",null,{}]", "{\"a\":{\"b\":{\"c\":[1]}}}", "\"NO_SUCH\"", "0.1", "1e21", "1e-7", "{\"count\":\"x\",\"cuont\":1}",
        "[1,2,3,4,5,6,7,8,9,10,11,12]", "\"é\\u0000\\n\"", "{\"number\":1,\"text\":\"\"}", "{\"number\":null}",
        "{\"x\":\"1\",\"y\":null,\"mode\":\"fast\"}", "[[[[1]]]]",
    ];

    /// <summary>Whether the type has literals of its own kind only: other scalars here take anything, lists too.</summary>
    public static bool IsBuiltIn(NamedType type) =>
        type is not ScalarType || type.Name is "Int" or "Float" or "String" or "Boolean" or "ID";

    /// <summary>A literal of a scalar or enum.</summary>
    public static string Literal(NamedType type, Chance chance) => (type, type.Name) switch
    {
        (EnumType known, _) => chance.Pick(known.Values).Name,
        (_, "Int") => chance.Pick(Ints),
        (_, "Float") => chance.Pick(Floats),
        (_, "Boolean") => chance.Of(50) ? "true" : "false",
        (_, "ID") => chance.Of(50) ? chance.Pick([.. Ints, "123456789012345678901"]) : chance.Pick(Strings),
        (_, "String") => chance.Pick(chance.Of(60) ? Strings : LiteralStrings),
        _ => chance.Pick(["1", "-2.5", "\"text\"", "true", "[1, \"a\", null, WORD]", "{a: {b: [], c: 1e2}}", "WORD"]),
    };

    /// <summary>JSON that a scalar or enum accepts.</summary>
    public static string Json(NamedType type, Chance chance) => (type, type.Name) switch
    {
        (EnumType known, _) => $"\"{chance.Pick(known.Values).Name}\"",
        (_, "Int") => chance.Pick([.. Ints, "1.0", "1e2"]),
        (_, "Float") => chance.Pick(Floats),
        (_, "Boolean") => chance.Of(50) ? "true" : "false",
        (_, "ID") => chance.Of(50) ? chance.Pick(Ints) : chance.Pick(Strings),
        (_, "String") => chance.Pick(Strings),
        _ => chance.Pick(["1", "-2.5", "\"text\"", "true", "[1,\"a\",null]", "{\"b\":{\"c\":[]},\"a\":100}"]),
    };

    /// <summary>JSON that few types accept.</summary>
    public static string Fault(Chance chance) => chance.Pick(Faults);
}
