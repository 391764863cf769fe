using Analytics.GraphQL.Tests.Oracle.Generation;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Random valid documents on the reference implementation and here: the same data and the same errors.</summary>
public sealed class ExecutionDifferentialTests
{
    private const int Batch = 125;

    private static readonly int Documents =
        Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 20_000 : 750;

    public static TheoryData<string> Schemas => [.. OracleSchema.Names];

    [Theory, MemberData(nameof(Schemas))]
    public async Task Random_documents_are_answered_alike(string name)
    {
        var schema = OracleSchema.Of(name);
        var generator = new DocumentGenerator(schema.Schema);
        for (var from = 0; from < Documents; from += Batch)
        {
            var cases = Enumerable.Range(from, Batch).Select(seed =>
            {
                var document = generator.Generate(seed);
                return new OracleCase(document.Text, document.OperationName, document.Variables, seed);
            }).ToList();
            var differences = await ExecutionComparison.DifferencesAsync(schema, cases);
            Assert.True(differences.Count == 0, $"{differences.Count} answers differ:\n{string.Join("\n\n", differences.Take(5))}");
        }
    }
}
