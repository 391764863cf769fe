using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Odd values for every kind of input, as variables and as literals, on the reference implementation and here.</summary>
public sealed class CoercionDifferentialTests
{
    private const string Fields = "text number json";

    private static readonly (string Argument, string Type)[] Places =
    [
        ("scalars(i: {0})", "Int"), ("scalars(f: {0})", "Float"), ("scalars(s: {0})", "String"), ("scalars(b: {0})", "Boolean"),
        ("scalars(id: {0})", "ID"), ("scalars(j: {0})", "Json"), ("lists(a: {0})", "[Int]"), ("lists(b: {0})", "[Int!]"),
        ("lists(c: {0})", "[[Int]]"), ("lists(d: {0})", "[[Int!]!]"), ("lists(e: {0})", "[[[String]]]"),
        ("lists(f: {0})", "[Mode]"), ("lists(g: {0})", "[Point]"), ("lists(i: {0})", "[Json]"), ("point(at: {0})", "Point"),
        ("choose(one: {0})", "Choice"), ("choose(many: {0})", "[Choice!]"), ("echo(all: {0})", "All"),
        ("nested(outer: {0})", "Outer"), ("defaulted(i: {0})", "Int"), ("defaulted(j: {0})", "Json"),
        ("nested(chain: {0})", "Chain"),
    ];

    // JSON; unquoted keys make most of them literals too.
    private static readonly string[] Values =
    [
        "null", "0", "-0", "1", "1.0", "1.5", "-0.0", "1e2", "1e400", "-1e400", "1e-400", "2147483647", "2147483648",
        "-2147483648", "-2147483649", "9007199254740991", "0.1", "1e21", "123456789.125", "true", "false", "\"\"", "\"1\"",
        "\"true\"", "\"FAST\"", "\"fast\"", "\"\\u00e9\\ud83d\\ude00\"", "[]", "[null]", "[1]", "[1,null]", "[\"a\",1,true]", "[[1]]",
        "[[1,null],null]", "[[[1]]]", "[[[[1]]]]", "[1,[2]]", "{}", "[{}]", "{\"x\":1}", "{\"x\":1.0,\"y\":null}",
        "{\"x\":null}", "{\"x\":1,\"z\":2}", "[{\"x\":1},{\"x\":\"a\"},3]", "{\"number\":1}", "{\"number\":null}",
        "{\"number\":1,\"text\":\"a\"}", "{\"number\":\"a\",\"text\":2}", "{\"choice\":{\"choice\":{\"number\":1}}}",
        "{\"choice\":{}}", "{\"list\":3}", "[{\"number\":1},{\"list\":[1,2]}]", "{\"point\":{\"x\":1,\"old\":3}}",
        "{\"count\":\"1\",\"ratio\":true,\"text\":1,\"flag\":0,\"id\":1.5,\"mode\":1,\"modes\":[null],\"start\":null,\"matrix\":[1,\"b\"]}",
        "{\"more\":{\"more\":{\"others\":[null,{\"count\":1.5}]}}}", "{\"inner\":{\"name\":\"n\",\"tags\":[]}}", "{\"inner\":{}}",
        "{\"inner\":{\"name\":\"n\",\"outer\":{\"inner\":null}},\"inners\":{\"name\":\"m\"}}", "{\"value\":1,\"next\":{\"next\":{\"value\":null}}}",
        "{\"cuont\":1,\"rati\":2}", "{\"a\":{\"b\":{\"c\":{\"d\":[1]}}}}", "[1,2,3,4,5,6,7,8,9,10,11]", "[1,2,3,4,5,6,7,8,9,10,11,12]",
        "[\"a\",\"b\",\"c\"]",
    ];

    private static readonly string[] Literals =
    [
        "FAST", "FASTER", "OFF", "[FAST, SLOW]", "\"FAST\"", "[\"FAST\"]", "{x: 1, mode: FAST}", "{mode: SLOW}",
        "\"\"\"\n  block\n\"\"\"", "{x: 1, x: 2}",
    ];

    [Fact]
    public Task Values_of_variables_are_coerced_alike() => AllAlikeAsync(
        from place in Places
        from value in Values
        from required in place.Type.Length > 5 ? [""] : new[] { "", "!" }
        select new OracleCase(
            $"query($v: {place.Type}{required}) {{ {string.Format(null, place.Argument, "$v")} {{ {Fields} }} }}",
            Variables: $"{{\"v\":{value}}}", Seed: 1));

    [Fact]
    public Task Literals_are_coerced_alike() => AllAlikeAsync(
        from place in Places
        // A document may hold a Float that no double holds; the reference implementation lets it be infinite.
        from value in Values.Where(value => !value.Contains("e400", StringComparison.Ordinal)).Concat(Literals)
        select new OracleCase($"{{ {string.Format(null, place.Argument, Unquoted(value))} {{ {Fields} }} }}", Seed: 2));

    [Fact]
    public Task Variables_inside_of_values_are_coerced_alike() => AllAlikeAsync(
        from inside in new[]
        {
            "($a: Int) { echo(all: {count: $a}) { text } }",
            "($a: Int = 5) { echo(all: {count: $a, others: [{count: $a}]}) { text } }",
            "($a: Int!) { echo(all: {count: $a, start: {x: $a, y: $a}}) { text } }",
            "($a: Int) { point(at: {x: 1, y: $a}) { text } }",
            "($a: Int = null) { point(at: {x: 1, y: $a}) { text } }",
            "($a: Int = 3) { point(at: {x: $a}) { text } }",
            "($a: Int) { lists(a: [1, $a]) { text } }",
            "($a: Int = 7) { lists(b: [1, $a], d: [[$a]]) { text } }",
            "($a: Int) { lists(c: [[$a], null]) { text } }",
            "($a: Int!) { choose(one: {number: $a}) { text } }",
            "($a: Int) { scalars(i: $a, j: {deep: [$a, {er: $a}]}) { text } }",
            "($a: Json) { scalars(j: [$a]) { text } }",
            "($a: [Int]) { scalars(j: {list: $a}) { text } }",
            "($a: Json) { scalars(j: {a: $a}) { text } }",
            "($a: Point) { scalars(j: {at: $a}) { text } point(at: $a) { text } }",
            "($a: Mode = SLOW) { scalars(j: {mode: $a}) { text } mode(mode: $a, modes: [FAST]) }",
            "($a: Int) { defaulted(i: $a) { text } defaultedNonNull(i: $a) { text } }",
            "($a: Int = 8) { defaulted(i: $a) { text } defaultedNonNull(i: $a) { text } }",
            "($a: [Int!]) { defaultedNonNull(list: $a) { text } }",
        }
        from variables in new[] { "{}", "{\"a\":null}", "{\"a\":4}", "{\"a\":[4]}", "{\"a\":{\"x\":2}}", "{\"a\":\"FAST\"}" }
        select new OracleCase("query" + inside, Variables: variables, Seed: 3));

    [Fact]
    public Task What_other_engines_stumbled_over_is_answered_alike() => AllAlikeAsync(
        from document in new[]
        {
            "{ point { ...F @include(if: false) ...F } } fragment F on Echo { text }",
            "{ point { ...F @skip(if: true) number ...F } } fragment F on Echo { text number }",
            "{ point { text @skip(if: true) number text json } }",
            "{ point { text @skip(if: true) @include(if: true) number text @include(if: true) } }",
            "{ point { number ... @include(if: false) { text } json ... { text } } }",
            "{ lists(a: []) { text } listsRequired(a: 1, b: 2, c: 3, g: {x: 1}) { text } }",
            "query($l: [Int!] = []) { lists(b: $l) { text } }",
            "query($l: [Int!] = 3) { lists(b: $l) { text } }",
            "{ echoes { text } old(former: 1) { text } }",
            "type T { a: Int } { point { text } }",
            "{ point { text } } extend type Query { a: Int }",
            "{ a: count }",
            "mutation { a: count b: count(by: 2) c: count(by: 3) }",
            "{ __typename ...Q } fragment Q on Query { __typename mode: __typename }",
        }
        from seed in Enumerable.Range(0, 4)
        select new OracleCase(document, Seed: seed));

    [Theory]
    [InlineData("String", "s", "\"\\ud800\"")]
    [InlineData("ID", "id", "\"a\\udc00b\"")]
    [InlineData("Int", "i", "\"\\ud800\"")]
    [InlineData("String", "s", "{\"\\ud800\":1}")]
    public async Task Text_with_half_a_surrogate_pair_is_refused(string type, string argument, string value)
    {
        var one = new OracleCase(
            $"query($v: {type}) {{ scalars({argument}: $v) {{ text }} }}", Variables: $"{{\"v\":{value}}}");
        using var result = await OracleSchema.Of("inputs").ExecuteAsync(one, isMixed: false);

        Assert.Equal(ResultKind.RequestError, result.Kind);
        Assert.StartsWith("Variable \"$v\" got invalid value", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    private static string Unquoted(string json) =>
        System.Text.RegularExpressions.Regex.Replace(json, "\"([a-z]+)\":", "$1: ");

    private static async Task AllAlikeAsync(IEnumerable<OracleCase> cases)
    {
        var all = cases.ToList();
        var differences = await ExecutionComparison.DifferencesAsync(OracleSchema.Of("inputs"), all, mayRefuse: true);
        Assert.True(differences.Count == 0,
            $"{differences.Count} of {all.Count} answers differ:\n{string.Join("\n\n", differences.Take(20))}");
    }
}
