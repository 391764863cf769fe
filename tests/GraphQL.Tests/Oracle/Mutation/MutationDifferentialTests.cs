using System.Text;
using Analytics.GraphQL.Tests.Oracle.Generation;

namespace Analytics.GraphQL.Tests.Oracle.Mutation;

/// <summary>Documents that were valid before they were changed: both implementations say the same of each.</summary>
public sealed class MutationDifferentialTests
{
    private const string MergeRule = "OverlappingFieldsCanBeMerged";
    private static readonly int Count = Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 10_000 : 800;

    public static TheoryData<string> Schemas => [.. OracleSchema.Names];

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_valid_document_is_accepted_by_both(string name)
    {
        var schema = OracleSchema.Of(name);
        var documents = Documents(name, 100);

        var verdicts = await Verdict.OfReferenceAsync(schema.Sdl, documents);

        Assert.All(verdicts, verdict => Assert.Empty(verdict.Lines));
        Assert.All(documents, document => Assert.Empty(Verdict.Ours(schema.Schema, document).Lines));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_changed_document_is_judged_as_by_the_reference(string name)
    {
        var schema = OracleSchema.Of(name);
        var mutator = new DocumentMutator(new Random(20_250_901), new SchemaWords(schema.Schema));
        string[] documents = [.. Documents(name, Count).Select(mutator.Mutate)];

        var expected = await Verdict.OfReferenceAsync(schema.Sdl, documents);
        var different = new StringBuilder();

        foreach (var (document, reference) in documents.Zip(expected))
        {
            var ours = Verdict.Ours(schema.Schema, document);
            if (!Comparable(Edition.Comparable(document, ours, reference)).SequenceEqual(Comparable(reference.Lines)))
                different.AppendLine($"{document}\nEXPECTED\n{reference}\nACTUAL\n{ours}\n");
        }
        Assert.True(different.Length == 0, different.ToString());
        // Mutations that everyone accepts, or nobody reads, would prove little.
        Assert.InRange(expected.Count(verdict => verdict.Lines.Count > 0 && !verdict.IsSyntaxError), Count / 2, Count);
        Assert.InRange(expected.Count(verdict => verdict.IsSyntaxError), Count / 20, Count / 4);
    }

    // By hand for what the generator leaves out, such as subscriptions; the others at random.
    private static IReadOnlyList<string> Documents(string name, int count)
    {
        var written = TestFiles.Read("Oracle", "Documents", $"{name}.graphql").Split("\n---\n");
        var generator = new DocumentGenerator(OracleSchema.Of(name).Schema);
        return [.. Enumerable.Range(0, count).Select(
            i => i % 2 == 0 ? written[i / 2 % written.Length] : generator.Generate(i).Text)];
    }

    // Which pairs of a set of fields are told, and which are told as part of another, is the algorithm's: the reference
    // compares all pairs, which takes quadratic time, ours each field with the first. Both find a conflict or none.
    private static IEnumerable<string> Comparable(IEnumerable<string> lines) => lines
        .Select(line => line.StartsWith(MergeRule, StringComparison.Ordinal) ? MergeRule : line).Distinct();
}
