using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

/// <summary>What the parser refuses: the reference implementation's words, after "line:column".</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("", "1:1 Syntax Error: Unexpected <EOF>.")]
    [InlineData("   # nothing", "1:13 Syntax Error: Unexpected <EOF>.")]
    [InlineData("{", "1:2 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{ a", "1:4 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{ a(", "1:5 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{ a(b", """1:6 Syntax Error: Expected ":", found <EOF>.""")]
    [InlineData("{ a(b: ", "1:8 Syntax Error: Unexpected <EOF>.")]
    [InlineData("{ }", """1:3 Syntax Error: Expected Name, found "}".""")]
    [InlineData("{ f() }", """1:5 Syntax Error: Expected Name, found ")".""")]
    [InlineData("query () { a }", """1:8 Syntax Error: Expected "$", found ")".""")]
    [InlineData("query", """1:6 Syntax Error: Expected "{", found <EOF>.""")]
    [InlineData("query A", """1:8 Syntax Error: Expected "{", found <EOF>.""")]
    [InlineData("{ a: }", """1:6 Syntax Error: Expected Name, found "}".""")]
    [InlineData("{ a } }", """1:7 Syntax Error: Unexpected "}".""")]
    [InlineData("notAnOperation Foo { a }", """1:1 Syntax Error: Unexpected Name "notAnOperation".""")]
    [InlineData("...", """1:1 Syntax Error: Unexpected "...".""")]
    [InlineData("{ ...on }", """1:9 Syntax Error: Expected Name, found "}".""")]
    [InlineData("{ ... on }", """1:10 Syntax Error: Expected Name, found "}".""")]
    [InlineData("fragment on on T { a }", """1:10 Syntax Error: Unexpected Name "on".""")]
    [InlineData("fragment F { a }", """1:12 Syntax Error: Expected "on", found "{".""")]
    [InlineData("fragment F on T", """1:16 Syntax Error: Expected "{", found <EOF>.""")]
    [InlineData("{ a(b: $) }", """1:9 Syntax Error: Expected Name, found ")".""")]
    [InlineData("query ($a: [Int) { a }", """1:16 Syntax Error: Expected "]", found ")".""")]
    [InlineData("query ($a Int) { a }", """1:11 Syntax Error: Expected ":", found Name "Int".""")]
    [InlineData("query ($a: Int = $b) { a }", """1:18 Syntax Error: Unexpected variable "$b" in constant value.""")]
    [InlineData("{ a(b: [$x, 1) }", """1:14 Syntax Error: Unexpected ")".""")]
    [InlineData("{ a @ }", """1:7 Syntax Error: Expected Name, found "}".""")]
    [InlineData("{ a: b: c }", """1:7 Syntax Error: Expected Name, found ":".""")]
    [InlineData("mutation M($x: Int!!) { a }", """1:20 Syntax Error: Expected "$", found "!".""")]
    [InlineData("{ a(b: {c 1}) }", """1:11 Syntax Error: Expected ":", found Int "1".""")]
    public void What_is_missing_or_too_much_is_named(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData(
        "\"d\" { a }",
        "1:1 Syntax Error: Unexpected description, descriptions are not supported on shorthand "
        + "queries.")]
    [InlineData(
        "\"\"\"d\"\"\"\n{ a }",
        "1:1 Syntax Error: Unexpected description, descriptions are not supported on shorthand "
        + "queries.")]
    [InlineData(
        "\"d\" extend type T { a: Int }",
        "1:1 Syntax Error: Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData(
        "\"d\" foo",
        "1:1 Syntax Error: Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\"", "1:4 Syntax Error: Unexpected <EOF>.")]
    [InlineData("""{ "d" a }""", """1:3 Syntax Error: Expected Name, found String "d".""")]
    [InlineData("""fragment F on T "d" { a }""", """1:17 Syntax Error: Expected "{", found String "d".""")]
    public void Descriptions_stand_only_where_they_may(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData("type T {}", """1:9 Syntax Error: Expected Name, found "}".""")]
    [InlineData(
        "enum E { true }",
        """1:10 Syntax Error: Name "true" is reserved and cannot be used for an enum value.""")]
    [InlineData(
        "enum E { A null }",
        """1:12 Syntax Error: Name "null" is reserved and cannot be used for an enum value.""")]
    [InlineData("directive @a on FIELDS", """1:17 Syntax Error: Unexpected Name "FIELDS".""")]
    [InlineData("directive @a on", "1:16 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("extend type T", "1:14 Syntax Error: Unexpected <EOF>.")]
    [InlineData("extend scalar S", "1:16 Syntax Error: Unexpected <EOF>.")]
    [InlineData("extend schema", "1:14 Syntax Error: Unexpected <EOF>.")]
    [InlineData("extend union U", "1:15 Syntax Error: Unexpected <EOF>.")]
    [InlineData("extend foo", """1:8 Syntax Error: Unexpected Name "foo".""")]
    [InlineData("schema { }", """1:10 Syntax Error: Expected Name, found "}".""")]
    [InlineData("schema { foo: Q }", """1:10 Syntax Error: Unexpected Name "foo".""")]
    [InlineData("input I { a(b: Int): Int }", """1:12 Syntax Error: Expected ":", found "(".""")]
    [InlineData("union U = | ", "1:13 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("type T implements { a: Int }", """1:19 Syntax Error: Expected Name, found "{".""")]
    [InlineData("interface I { a: Int = 1 }", """1:22 Syntax Error: Expected Name, found "=".""")]
    [InlineData(
        "type T { a(b: Int = $c): Int }",
        """1:21 Syntax Error: Unexpected variable "$c" in constant value.""")]
    [InlineData("scalar", "1:7 Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("type T { a }", """1:12 Syntax Error: Expected ":", found "}".""")]
    public void Type_definitions_are_checked_too(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData("{ a(b: 01) }", """1:9 Syntax Error: Invalid number, unexpected digit after 0: "1".""")]
    [InlineData("{ a(b: -01) }", """1:10 Syntax Error: Invalid number, unexpected digit after 0: "1".""")]
    [InlineData("{ a(b: 1.) }", """1:10 Syntax Error: Invalid number, expected digit but got: ")".""")]
    [InlineData("{ a(b: 1.2.3) }", """1:11 Syntax Error: Invalid number, expected digit but got: ".".""")]
    [InlineData("{ a(b: 1a) }", """1:9 Syntax Error: Invalid number, expected digit but got: "a".""")]
    [InlineData("{ a(b: 0xF1) }", """1:9 Syntax Error: Invalid number, expected digit but got: "x".""")]
    [InlineData("{ a(b: 1e) }", """1:10 Syntax Error: Invalid number, expected digit but got: ")".""")]
    [InlineData("{ a(b: 1e+) }", """1:11 Syntax Error: Invalid number, expected digit but got: ")".""")]
    [InlineData("{ a(b: .5) }", """1:8 Syntax Error: Unexpected character: ".".""")]
    [InlineData("{ a(b: +1) }", """1:8 Syntax Error: Unexpected character: "+".""")]
    [InlineData("{ a(b: -) }", """1:9 Syntax Error: Invalid number, expected digit but got: ")".""")]
    [InlineData("{ a(b: -a) }", """1:9 Syntax Error: Invalid number, expected digit but got: "a".""")]
    [InlineData("{ a(b: 1_000) }", """1:9 Syntax Error: Invalid number, expected digit but got: "_".""")]
    [InlineData("{ a(b: 1.e1) }", """1:10 Syntax Error: Invalid number, expected digit but got: "e".""")]
    [InlineData("{ a(b: 1", "1:9 Syntax Error: Expected Name, found <EOF>.")]
    public void Numbers_are_checked(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData("{ a(b: \"", "1:9 Syntax Error: Unterminated string.")]
    [InlineData("{ a(b: \"abc\ndef\") }", "1:12 Syntax Error: Unterminated string.")]
    [InlineData("{ a(b: \"abc\rdef\") }", "1:12 Syntax Error: Unterminated string.")]
    [InlineData("""{ a(b: "bad \x esc") }""", """1:13 Syntax Error: Invalid character escape sequence: "\x".""")]
    [InlineData("""{ a(b: "bad \u1 esc") }""", """1:13 Syntax Error: Invalid Unicode escape sequence: "\u1 es".""")]
    [InlineData(
        """{ a(b: "bad \uXXXX esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\uXXXX".""")]
    [InlineData(
        """{ a(b: "bad \uFXXX esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\uFXXX".""")]
    [InlineData("""{ a(b: "bad \u{} esc") }""", """1:13 Syntax Error: Invalid Unicode escape sequence: "\u{}".""")]
    [InlineData(
        """{ a(b: "bad \u{FXXX esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\u{FX".""")]
    [InlineData(
        """{ a(b: "bad \u{110000} esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\u{110000}".""")]
    [InlineData(
        """{ a(b: "bad \u{D800} esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\u{D800}".""")]
    [InlineData(
        """{ a(b: "bad \uD83D esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\uD83D".""")]
    [InlineData(
        """{ a(b: "bad \uD83D\u0041 esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\uD83D".""")]
    [InlineData(
        """{ a(b: "bad \uDE00 esc") }""",
        """1:13 Syntax Error: Invalid Unicode escape sequence: "\uDE00".""")]
    [InlineData("{ a(b: \"\"\"abc", "1:14 Syntax Error: Unterminated string.")]
    [InlineData("{ a(b: \"\"\"abc\\\"\"\") }", "1:21 Syntax Error: Unterminated string.")]
    [InlineData(
        "{ a(b: 'single') }",
        "1:8 Syntax Error: Unexpected single quote character ('), did you mean to use a double "
        + """quote (")?""")]
    public void Strings_are_checked(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData("{ a ? }", """1:5 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{ a é }", "1:5 Syntax Error: Unexpected character: U+00E9.")]
    [InlineData("{ a 😀 }", "1:5 Syntax Error: Unexpected character: U+1F600.")]
    [InlineData("{ a \u0007 }", "1:5 Syntax Error: Unexpected character: U+0007.")]
    [InlineData("{ a . b }", """1:5 Syntax Error: Unexpected character: ".".""")]
    [InlineData("{ a .. b }", """1:5 Syntax Error: Unexpected character: ".".""")]
    [InlineData("{ a\n​ }", "2:1 Syntax Error: Unexpected character: U+200B.")]
    [InlineData("{ a; }", """1:4 Syntax Error: Unexpected character: ";".""")]
    [InlineData("{ a - }", """1:6 Syntax Error: Invalid number, expected digit but got: " ".""")]
    public void Characters_that_start_nothing_are_named(string source, string expected) => Refuses(source, expected);

    [Theory]
    [InlineData("{\n  a\n  ?\n}", """3:3 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{\r\n  a\r\n  ?\r\n}", """3:3 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{\r  ?", """2:3 Syntax Error: Unexpected character: "?".""")]
    [InlineData("\uFEFF{ ?", """1:4 Syntax Error: Unexpected character: "?".""")]
    [InlineData("# é😀\n{ a(b: \"é😀\") ? }", """2:15 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{ a(b: \"\"\"é\n😀\n\"\"\") ? }", """3:6 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{ a(b: \"é😀\" ?", """1:14 Syntax Error: Unexpected character: "?".""")]
    [InlineData("{\n\r?", """3:1 Syntax Error: Unexpected character: "?".""")]
    public void Lines_and_columns_count_as_editors_do(string source, string expected) => Refuses(source, expected);

    private static void Refuses(string source, string expected)
    {
        var fault = Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.Parse(source));
        Assert.Equal(expected, $"{fault.Location.Line}:{fault.Location.Column} {fault.Message}");
        Assert.False(fault.LimitExceeded);
    }
}
