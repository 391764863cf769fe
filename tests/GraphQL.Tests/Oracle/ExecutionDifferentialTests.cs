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
        // All at once: the reference implementation works on one batch while this side works on the next.
        var differences = await Task.WhenAll(Enumerable.Range(0, Documents).Select(seed => CaseOf(generator, seed))
            .Chunk(Batch).Select(cases => ExecutionComparison.DifferencesAsync(schema, cases)));
        var all = differences.SelectMany(found => found).ToList();
        Assert.True(all.Count == 0, $"{all.Count} of {Documents} answers differ:\n{string.Join("\n\n", all.Take(5))}");
    }

    // That the documents are valid there too is looked at for some of them: it takes longer than executing them.
    private static OracleCase CaseOf(DocumentGenerator generator, int seed)
    {
        var document = generator.Generate(seed);
        return new OracleCase(document.Text, document.OperationName, document.Variables, seed, Validate: seed % 3 == 0);
    }
}
