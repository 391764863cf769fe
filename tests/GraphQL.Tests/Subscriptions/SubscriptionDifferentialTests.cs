using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Subscriptions;

/// <summary>
/// Subscriptions on the reference implementation and here, with sources that play the same script: the same refusals,
/// the same answers in the same order, with messages, paths and places of their errors.
/// </summary>
public sealed class SubscriptionDifferentialTests : IAsyncLifetime
{
    private const string All = "{ text required number nested { text required } sure { required } items listed { text required } }";
    private const string Good = """{ "text": "a", "required": "b", "number": 1, "sure": { "required": "c" }, "items": ["x", "y"], "listed": [{ "required": "d" }] }""";

    private readonly SubscriptionHost _host = new([typeof(ScriptedSubscriptions)]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>A document and the script of its source.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        // Events and the end
        { Message(All), Events(Good) },
        { Message(All), Events(Good, Good, Good) },
        { Message(All), Events() },
        { Message(All), Events("null", Good, "null") },
        { "subscription ($script: String!) { other: message(script: $script) { t: text text __typename } }", Events(Good) },
        { "subscription ($script: String!) { message(script: $script) { ...F } } fragment F on Message { text ... on Message { number } }", Events(Good) },
        { "subscription ($script: String!) { ...S } fragment S on Subscription { message(script: $script) { text } message(script: $script) { number } }", Events(Good) },
        { "subscription ($script: String!, $no: Boolean = false) { message(script: $script) { text number @include(if: $no) } }", Events(Good) },
        { Field("plain"), Events("1", "null", "-3") },
        { Field("name"), Events("\"x\"", "\"y\"") },
        { Field("list"), Events("[\"x\", \"y\"]", "[]", "null") },
        { Field("choice"), Events("\"RED\"", "null") },

        // Errors of an event: the next one is answered all the same
        { Message("{ text }"), Events("""{ "text": { "$error": "text broke" } }""", Good) },
        { Message("{ required }"), Events("""{ "required": { "$error": "required broke" } }""", Good) },
        { Message("{ required }"), Events("""{ "required": null }""", Good) },
        { Message("{ sure { required } }"), Events("""{ "sure": { "required": null } }""", """{ "sure": null }""", Good) },
        { Message("{ nested { required } text }"), Events("""{ "text": "a", "nested": { "required": null } }""", Good) },
        { Message("{ nested { required } text }"), Events("""{ "text": "a", "nested": { "$error": "nested broke" } }""") },
        { Message("{ text nested { text } number }"), Events("""{ "number": 1, "text": { "$error": "one" }, "nested": { "text": { "$error": "two" } } }""") },
        { Message("{ items }"), Events("""{ "items": ["x", null] }""", """{ "items": null }""", """{ "items": [] }""") },
        { Message("{ listed { required } }"), Events("""{ "listed": [{ "required": "a" }, { "required": null }, null] }""") },
        { Message("{ listed { text required } text }"), Events("""{ "listed": [{ "required": { "$error": "broke" } }], "text": "a" }""") },
        { Field("plain"), Events("""{ "$error": "plain broke" }""", "2") },
        { Field("name"), Events("""{ "$error": "name broke" }""", "\"y\"") },
        { Field("name"), Events("null", "\"y\"") },
        { Field("list"), Events("[\"x\", null]", "[\"z\"]") },
        { "subscription ($script: String!) { sure(script: $script) { required } }", Events("""{ "required": null }""", "null", Good) },
        { "subscription ($script: String!) {\n  alias: sure(\n    script: $script\n  ) {\n    required\n  }\n}", Events("""{ "required": { "$error": "broke" } }""") },

        // Faults of the source: what came before them is answered
        { Message("{ text }"), """{ "events": [], "end": { "$error": "source broke" } }""" },
        { Message("{ text }"), $$"""{ "events": [{{Good}}, {{Good}}], "end": { "$error": "source broke" } }""" },
        { Field("name"), """{ "events": [null], "end": { "$error": "source broke" } }""" },

        // Refusals before the first event
        { Message("{ text }"), """{ "open": { "$error": "no source" }, "events": [] }""" },
        { "subscription ($script: String!) {\n  named: name(script: $script)\n}", """{ "open": { "$error": "no source" }, "events": [] }""" },
        { "subscription { message(script: \"{}\") { text }", Events() },
        { "subscription { message { text } }", Events() },
        { "subscription ($script: String!) { message(script: $script) }", Events() },
        { "subscription ($script: String!) { message(script: $script) { text nothing } }", Events() },
        { "subscription ($script: String!) { name(script: $script) plain(script: $script) }", Events() },
        { "subscription { __typename }", Events() },
        { "subscription ($script: Int!) { plain(script: \"{}\") ...F } fragment F on Subscription { plain(script: \"{}\") }", Events() },
        { "subscription ($script: String!, $more: Int!) { limited(script: $script, limit: $more) }", Events() },
        { "subscription ($script: String!, $more: Int) { limited(script: $script, limit: $more) }", Events("1") },
        { "subscription ($script: String!, $more: Int = 3) { limited(script: $script, limit: $more) }", Events("1") },
        { "subscription A($script: String!) { plain(script: $script) } subscription B($script: String!) { name(script: $script) }", Events() },
        { "query A { one } subscription B { one }", Events() },
        { "{ one }  fragment Unused on Query { one }", Events() },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task Subscription_is_answered_like_by_the_reference_implementation(string document, string script)
    {
        var variables = new { script };
        var reference = await NodeProcess.Oracle.CallAsync("subscribe", new
        {
            schema = SchemaPrinter.Print(_host.Executor.Schema), cases = new[] { new { document, variables } },
        });
        var ours = await AnswersAsync(document, variables);
        Assert.Equal(Shown(Expected(reference[0])), Shown(ours));
    }

    private async Task<List<JsonElement>> AnswersAsync(string document, object variables)
    {
        await using var result = await _host.Executor.StreamAsync(
            _host.Request(document, variables), TestContext.Current.CancellationToken);
        if (result is ExecutionResult only)
            return [Parse(only)];
        var answers = new List<JsonElement>();
        await foreach (var answer in ((ResponseStream)result).WithCancellation(TestContext.Current.CancellationToken))
            using (answer)
                answers.Add(Parse(answer));
        return answers;
    }

    private static JsonElement Parse(ExecutionResult result) => JsonSerializer.Deserialize<JsonElement>(result.Body.Span);

    private static List<JsonElement> Expected(JsonElement reference) => reference.ValueKind == JsonValueKind.Array
        ? [.. reference.EnumerateArray()]
        : [JsonSerializer.SerializeToElement(new { errors = new[] { reference.GetProperty("syntaxError") } })];

    // What differs by intent is left out: codes, and where in the source a source's own fault belongs.
    private static string Shown(List<JsonElement> answers) => string.Join('\n', answers.Select(answer =>
    {
        var data = answer.TryGetProperty("data", out var given) ? given.GetRawText().Replace(" ", "") : "no data";
        var errors = answer.TryGetProperty("errors", out var all) ? all.EnumerateArray().Select(error =>
        {
            var message = error.GetProperty("message").GetString();
            return message == "source broke" ? message : $"{message} {Part(error, "path")} {Part(error, "locations")}";
        }) : [];
        return $"{data} {string.Join(" ; ", errors.Order(StringComparer.Ordinal))}";
    }));

    private static string Part(JsonElement error, string name) =>
        error.TryGetProperty(name, out var part) ? part.GetRawText().Replace(" ", "") : "";

    private static string Message(string selection) =>
        $"subscription ($script: String!) {{ message(script: $script) {selection} }}";

    private static string Field(string name) => $"subscription ($script: String!) {{ {name}(script: $script) }}";

    private static string Events(params string[] events) => $$"""{ "events": [{{string.Join(", ", events)}}] }""";
}
