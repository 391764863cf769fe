using System.Text;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Oracle.Generation;
using Analytics.GraphQL.Tests.Oracle.Mutation;
using Analytics.GraphQL.Tests.Validation;

namespace Analytics.GraphQL.Tests.Language;

/// <summary>Documents read and printed: the reference implementation prints the same, or finds the same fault.</summary>
public sealed class PrinterDifferentialTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 5000 : 300;

    [Fact]
    public async Task The_cases_of_the_rules_are_printed_alike() =>
        await AssertSameAsync([.. RuleCase.All.Select(found => found.Document)]);

    [Fact]
    public async Task Type_systems_are_printed_alike() => await AssertSameAsync(
        [KitchenSink.TypeSystem, AnimalSchema.Sdl, .. OracleSchema.Names.Select(name => OracleSchema.Of(name).Sdl)]);

    [Fact]
    public async Task Descriptions_of_operations_variables_and_fragments_are_printed_alike() =>
        await AssertSameAsync([KitchenSink.Operations]);

    [Fact]
    public async Task Random_documents_are_printed_alike() => await AssertSameAsync(
        [.. OracleSchema.Names.SelectMany(name =>
        {
            var generator = new DocumentGenerator(OracleSchema.Of(name).Schema);
            return Enumerable.Range(100_000, Count / 2).Select(seed => generator.Generate(seed).Text);
        })]);

    [Fact]
    public async Task Changed_documents_are_printed_alike_or_refused_alike()
    {
        var schema = OracleSchema.Of("inputs");
        var mutator = new DocumentMutator(new Random(20_250_902), new SchemaWords(schema.Schema));
        string[] sources = [KitchenSink.Operations, KitchenSink.TypeSystem, schema.Sdl, AnimalSchema.Sdl];

        await AssertSameAsync([.. Enumerable.Range(0, Count).Select(i => mutator.Mutate(sources[i % sources.Length]))]);
    }

    [Fact]
    public async Task A_wrong_directive_location_is_told_after_what_follows_it_was_read() => await AssertSameAsync(
        ["directive @a on FIELD | NOWHERE", "directive @a on NO\\WHERE", "directive @a on FIELD.", "directive @a on 1"]);

    private static async Task AssertSameAsync(IReadOnlyList<string> documents)
    {
        var expected = await NodeProcess.Oracle.CallAsync<Answer[]>("print", new { documents });

        var different = new StringBuilder();
        foreach (var (document, reference) in documents.Zip(expected))
            if (Ours(document) is var ours && ours != reference.ToString())
                different.AppendLine($"{document}\nEXPECTED\n{reference}\nACTUAL\n{ours}\n");
        Assert.True(different.Length == 0, different.ToString());
    }

    private static string Ours(string document)
    {
        try
        {
            return SyntaxPrinter.Print(Utf8GraphQLParser.Parse(document));
        }
        catch (SyntaxException fault)
        {
            return $"{fault.Location.Line}:{fault.Location.Column} {fault.Message}";
        }
    }

    private sealed record Answer(string? Printed, Fault? SyntaxError)
    {
        public override string ToString() => Printed
            ?? $"{SyntaxError!.Locations[0].Line}:{SyntaxError.Locations[0].Column} {SyntaxError.Message}";
    }

    private sealed record Fault(string Message, Location[] Locations);
}
