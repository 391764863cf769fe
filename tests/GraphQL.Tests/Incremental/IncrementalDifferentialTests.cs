using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Oracle.Generation;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>
/// Random documents with deferred fragments and streamed lists, on the reference implementation and here: what a client
/// puts together of the payloads is the same, and they keep to the protocol.
/// </summary>
public sealed class IncrementalDifferentialTests
{
    private static readonly int Documents =
        Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 10_000 : 200;

    public static TheoryData<string> Schemas => [.. OracleSchema.Names];

    [Theory, MemberData(nameof(Schemas))]
    public async Task Random_documents_are_delivered_alike(string name)
    {
        var schema = new IncrementalOracle(name);
        var cases = Cases(schema).Take(Documents).ToList();
        var differences = new List<string>();
        var streamed = 0;
        foreach (var batch in cases.Chunk(125))
        {
            var expected = NodeProcess.Oracle.CallAsync("incrementalByRule", new { schema = schema.Sdl, cases = batch });
            var ours = new List<(List<JsonNode> AtOnce, List<JsonNode> Mixed)>();
            foreach (var one in batch)
                ours.Add((await schema.PayloadsAsync(one, false), await schema.PayloadsAsync(one, true)));
            foreach (var (index, answer) in (await expected).EnumerateArray().Index())
            {
                streamed += ours[index].AtOnce.Count > 1 ? 1 : 0;
                if (Difference(batch[index].Document, answer, ours[index].AtOnce, ours[index].Mixed) is { } difference)
                    differences.Add(Describe(difference, batch[index], answer, ours[index].AtOnce, ours[index].Mixed));
            }
        }
        Assert.True(differences.Count == 0, $"{differences.Count} answers differ:\n{string.Join("\n\n", differences.Take(5))}");
        Assert.True(streamed > Documents / 4, $"Only {streamed} of {Documents} documents were answered in parts.");
    }

    private static IEnumerable<OracleCase> Cases(IncrementalOracle schema)
    {
        var generator = new DocumentGenerator(schema.Schema, isIncremental: true);
        for (var seed = 0; ; seed++)
        {
            var document = generator.Generate(seed);
            // The two versions of the reference implementation print defaults differently.
            if (document.Text.Contains('@') && !document.Text.Contains("defaultValue", StringComparison.Ordinal)
                && DocumentValidator.Validate(schema.Schema, Utf8GraphQLParser.Parse(document.Text)).Count == 0)
                yield return new OracleCase(document.Text, document.OperationName, document.Variables, seed);
        }
    }

    private static string? Difference(
        string document, JsonElement reference, List<JsonNode> atOnce, List<JsonNode> mixed)
    {
        if (reference.TryGetProperty("invalid", out var invalid))
            return $"the reference implementation refuses the document: {invalid}";
        var payloads = JsonNode.Parse(reference.GetProperty("payloads").GetRawText())!.AsArray().OfType<JsonNode>().ToList();
        var expected = PayloadMerge.Of(payloads);
        return Difference(expected, PayloadMerge.Of(atOnce), "at once", isExact: true)
            ?? Difference(expected, PayloadMerge.Of(mixed), "mixed", isExact: false)
            // Where nothing waits and no streams compete, the payloads do not depend on timing.
            ?? (document.Contains("@stream", StringComparison.Ordinal) ? null : payloads.Select(Text).Zip(atOnce.Select(Text)).Where(pair => pair.First != pair.Second)
                .Select(pair => $"at once: a payload differs:\n{pair.First}\n{pair.Second}").FirstOrDefault());
    }

    private static string Text(JsonNode payload) => Canonical.Text(IncrementalSchema.Plain(payload.DeepClone(), keepsMessages: false));

    private static string? Difference(PayloadMerge expected, PayloadMerge actual, string how, bool isExact)
    {
        if (actual.Faults.Count > 0)
            return $"{how}: {string.Join("; ", actual.Faults)}";
        if (Canonical.Text(expected.Data) != Canonical.Text(actual.Data))
            return $"{how}: the data differs:\n{Canonical.Text(expected.Data)}\n{Canonical.Text(actual.Data)}";
        return isExact && !expected.Errors.SequenceEqual(actual.Errors)
            ? $"{how}: the errors differ:\n{string.Join(' ', expected.Errors)}\n{string.Join(' ', actual.Errors)}"
            : null;
    }

    private static string Describe(
        string difference, OracleCase one, JsonElement reference, List<JsonNode> atOnce, List<JsonNode> mixed) =>
        $"""
        {difference}
        document:  {one.Document}
        variables: {one.Variables} seed {one.Seed} operation {one.OperationName}
        reference: {reference}
        at once:   {string.Join("\n           ", atOnce.Select(payload => payload.ToJsonString()))}
        mixed:     {string.Join("\n           ", mixed.Select(payload => payload.ToJsonString()))}
        """;
}
