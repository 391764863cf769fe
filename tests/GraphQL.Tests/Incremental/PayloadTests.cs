using System.Text.Json.Nodes;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>Answers in parts, payload by payload as the reference implementation gives them.</summary>
public sealed class PayloadTests
{
    public static TheoryData<string, string> Cases => new(
        IncrementalCases.All.Select(one => (one.Document, one.Variables)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Payloads_are_those_of_the_reference(string document, string variables)
    {
        var reference = await NodeProcess.Oracle.CallAsync("incremental", new
        {
            schema = SchemaPrinter.Print(IncrementalSchema.Heroes.Schema),
            document,
            variables,
        });
        Assert.False(reference.TryGetProperty("invalid", out var invalid), invalid.ToString());
        var expected = JsonNode.Parse(reference.GetProperty("payloads").GetRawText())!.AsArray()
            .Select(payload => Canonical.Text(IncrementalSchema.Plain(payload!)));
        var actual = (await IncrementalSchema.Heroes.PayloadsAsync(document, variables)).Select(Canonical.Text);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
    }
}
