using System.Collections.Immutable;
using System.Text.Json;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class VariableCoercionTests(VariableCoercionTests.EchoServer echo) : IClassFixture<VariableCoercionTests.EchoServer>
{
    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "null", "null")]
    [InlineData("Long", "9007199254740993", "9007199254740993")]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "0.1", "0.1")]
    [InlineData("Decimal", "0.10000000000000000001", "0.10000000000000000001")]
    [InlineData("Decimal", "1e3", "1000")]
    [InlineData("String", "\"\\u0000\\\"\\\\ \\ud83d\\ude00\"", "\"\\u0000\\\"\\\\ 😀\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "7", "\"7\"")]
    [InlineData("DateTime", "\"2026-03-01T13:30:00.250+01:00\"", "\"2026-03-01T12:30:00.250Z\"")]
    [InlineData("DateTime", "\"2026-03-01T12:30:00Z\"", "\"2026-03-01T12:30:00Z\"")]
    [InlineData("Date", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("Duration", "\"P7DT30M\"", "\"P7DT30M\"")]
    [InlineData("Duration", "\"P2W\"", "\"P14D\"")]
    [InlineData("TimeZone", "\"Europe/Berlin\"", "\"Europe/Berlin\"")]
    [InlineData("UUID", "\"123E4567-e89b-12d3-a456-426614174000\"", "\"123e4567-e89b-12d3-a456-426614174000\"")]
    [InlineData("Any", "{\"a\":[1,\"x\",null]}", "{\"a\":[1,\"x\",null]}")]
    [InlineData("Color", "\"DARK_RED\"", "\"DARK_RED\"")]
    [InlineData("[Int!]", "[1,2]", "[1,2]")]
    [InlineData("[Int!]", "3", "[3]")]
    public async Task Value_arrives_and_goes_out_unchanged_in_meaning(string type, string json, string expected) =>
        Assert.Equal($$$"""{"data":{"v":{{{expected}}}}}""", await EchoAsync(type, json));

    [Theory]
    [InlineData("Int", "1.5", "Variable \"$v\" got invalid value 1.5; Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "\"1\"", "Variable \"$v\" got invalid value \"1\"; Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "2147483648", "Variable \"$v\" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Float", "true", "Variable \"$v\" got invalid value true; Float cannot represent non numeric value: true")]
    [InlineData("String", "1", "Variable \"$v\" got invalid value 1; String cannot represent a non string value: 1")]
    [InlineData("Boolean", "\"true\"", "Variable \"$v\" got invalid value \"true\"; Boolean cannot represent a non boolean value: \"true\"")]
    [InlineData("ID", "1.5", "Variable \"$v\" got invalid value 1.5; ID cannot represent value: 1.5")]
    [InlineData("DateTime", "\"2026-03-01T12:30:00\"", "Variable \"$v\" got invalid value \"2026-03-01T12:30:00\"; DateTime cannot represent value: \"2026-03-01T12:30:00\"; an instant is written like 2026-03-01T12:30:00Z, with an offset.")]
    [InlineData("Date", "\"2026-02-30\"", "Variable \"$v\" got invalid value \"2026-02-30\"; Date cannot represent value: \"2026-02-30\"; a day is written like 2026-03-01.")]
    [InlineData("Duration", "\"P1M\"", "Variable \"$v\" got invalid value \"P1M\"; Duration cannot represent value: \"P1M\"; a length of time is written like P7D or PT30M.")]
    [InlineData("TimeZone", "\"Mars/Base\"", "Variable \"$v\" got invalid value \"Mars/Base\"; TimeZone cannot represent value: \"Mars/Base\"; there is no such IANA time zone.")]
    [InlineData("Color", "\"dark_red\"", "Variable \"$v\" got invalid value \"dark_red\"; Value \"dark_red\" does not exist in \"Color\" enum. Did you mean the enum value \"DARK_RED\"?")]
    [InlineData("Color", "1", "Variable \"$v\" got invalid value 1; Enum \"Color\" cannot represent non-string value: 1.")]
    [InlineData("[Int!]", "[1,null]", "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    public async Task Value_that_does_not_fit_is_refused_with_its_place(string type, string json, string message)
    {
        using var answer = JsonDocument.Parse(await EchoAsync(type, json));
        Assert.False(answer.RootElement.TryGetProperty("data", out _));
        var error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{}""", "name=- limit=10 note=omitted tags=")]
    [InlineData("""{"name":"x","limit":3,"note":null,"tags":"a"}""", "name=x limit=3 note=null tags=a")]
    [InlineData("""{"note":"n","tags":["a","b"],"inner":{"tags":[]}}""", "name=- limit=10 note=n tags=a,b inner(name=- limit=10 note=omitted tags=)")]
    public async Task Input_object_tells_omitted_from_null_and_applies_defaults(string json, string expected)
    {
        var text = await echo.Server.TextAsync("query ($v: FilterInput!) { filter(value: $v) }", new { v = Json(json) });
        Assert.Equal($$$"""{"data":{"filter":"{{{expected}}}"}}""", text);
    }

    [Theory]
    [InlineData("FilterInput!", "filter", """{"inner":{"limit":"x"}}""", "Variable \"$v\" got invalid value \"x\" at \"v.inner.limit\"; Int cannot represent non-integer value: \"x\"")]
    [InlineData("FilterInput!", "filter", """{"elsewhere":1}""", "Variable \"$v\" got invalid value { elsewhere: 1 }; Field \"elsewhere\" is not defined by type \"FilterInput\".")]
    [InlineData("FilterInput!", "filter", "null", "Variable \"$v\" of non-null type \"FilterInput!\" must not be null.")]
    [InlineData("RangeInput!", "range", """{"last":"P1D","from":"2026-01-01"}""", "Variable \"$v\" got invalid value { last: \"P1D\", from: \"2026-01-01\" }; Exactly one key must be specified for OneOf type \"RangeInput\".")]
    [InlineData("RangeInput!", "range", """{"last":null}""", "Variable \"$v\" got invalid value null at \"v.last\"; Field \"last\" must be non-null.")]
    public async Task Input_object_that_does_not_fit_is_refused_with_its_place(
        string type, string field, string json, string message)
    {
        var answer = await echo.Server.QueryAsync($"query ($v: {type}) {{ {field}(value: $v) }}", new { v = Json(json) });
        Assert.Equal(message, answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Literals_are_coerced_like_variables()
    {
        var text = await echo.Server.TextAsync(
            """query ($n: String) { filter(value: {name: $n, tags: "a", inner: {limit: 2, note: null}}) any: anyValue(value: {a: [1, $n, X]}) }""",
            new { n = "N" });
        Assert.Equal(
            """{"data":{"filter":"name=N limit=10 note=omitted tags=a inner(name=- limit=2 note=null tags=)","any":{"a":[1,"N","X"]}}}""",
            text);
    }

    [Fact]
    public async Task Variable_that_is_not_given_counts_as_omitted()
    {
        var text = await echo.Server.TextAsync("query ($n: Int, $o: String) { limited(value: $n) filter(value: {note: $o}) }");
        Assert.Equal("""{"data":{"limited":5,"filter":"name=- limit=10 note=omitted tags="}}""", text);
    }

    [Theory]
    [InlineData("FilterInput", """{"name":"n","limit":3}""", """{"name":"n","limit":3}""")]
    [InlineData("Color", "\"DARK_RED\"", "\"DARK_RED\"")]
    [InlineData("[DateTime]", "\"2026-03-01T12:30:00Z\"", "\"2026-03-01T12:30:00Z\"")]
    [InlineData("[Int]", "4", "[4]")]
    [InlineData("[Color]", "[\"GREEN\",null]", "[\"GREEN\",null]")]
    public async Task Variable_inside_a_literal_of_any_value_stands_for_its_own(string type, string json, string expected) =>
        Assert.Equal("{\"data\":{\"anyValue\":{\"a\":" + expected + "}}}",
            await echo.Server.TextAsync(
                $"query ($x: {type}) {{ anyValue(value: {{a: $x}}) }}", new { x = Json(json) }));

    [Fact]
    public async Task Missing_required_variable_is_named()
    {
        var answer = await echo.Server.QueryAsync("query ($v: FilterInput!) { filter(value: $v) }");
        Assert.Equal("Variable \"$v\" of required type \"FilterInput!\" was not provided.",
            answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    private Task<string> EchoAsync(string type, string json)
    {
        var field = type.Trim('[', ']', '!') is var name && type[0] == '[' ? "list" : char.ToLowerInvariant(name[0]) + name[1..] + "Value";
        field = field switch { "iDValue" => "idValue", "uUIDValue" => "uuidValue", _ => field };
        return echo.Server.TextAsync($"query ($v: {type}) {{ v: {field}(value: $v) }}", new { v = Json(json) });
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public sealed class EchoServer : IAsyncLifetime
    {
        public GraphQLServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(EchoQueries)));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}

public enum Color
{
    Green,
    DarkRed,
}

public sealed record FilterInput(
    string? Name, Optional<string?> Note, ImmutableArray<string>? Tags, FilterInput? Inner, int Limit = 10)
{
    public override string ToString() =>
        $"name={Name ?? "-"} limit={Limit} note={(Note.HasValue ? Note.Value ?? "null" : "omitted")} tags={string.Join(',', Tags ?? [])}"
        + (Inner is null ? "" : $" inner({Inner})");
}

[OneOf]
public sealed record RangeInput
{
    public TimeSpan? Last { get; init; }

    public DateOnly? From { get; init; }
}

[QueryType]
public static class EchoQueries
{
    public static int? IntValue(int? value) => value;

    public static long? LongValue(long? value) => value;

    public static double? FloatValue(double? value) => value;

    public static decimal? DecimalValue(decimal? value) => value;

    public static string? StringValue(string? value) => value;

    public static bool? BooleanValue(bool? value) => value;

    [ID]
    public static string? IdValue([ID] string? value) => value;

    public static DateTimeOffset? DateTimeValue(DateTimeOffset? value) => value;

    public static DateOnly? DateValue(DateOnly? value) => value;

    public static TimeSpan? DurationValue(TimeSpan? value) => value;

    public static TimeZoneInfo? TimeZoneValue(TimeZoneInfo? value) => value;

    public static Guid? UuidValue(Guid? value) => value;

    public static JsonElement? AnyValue(JsonElement? value) => value;

    public static Color? ColorValue(Color? value) => value;

    public static IReadOnlyList<int>? List(List<int>? value) => value;

    public static int Limited(int value = 5) => value;

    public static string Filter(FilterInput value) => value.ToString();

    public static string Range(RangeInput value) => $"{value.Last}{value.From}";
}
