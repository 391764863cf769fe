using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Oracle.Generation;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Building;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.GraphQL.Tests.Oracle.CodeFirst;

/// <summary>
/// Random documents over annotated C# classes, whose getters the engine compiles, and over the same objects as JSON on the
/// reference implementation.
/// </summary>
public sealed class CodeFirstDifferentialTests
{
    private const int Documents = 400;

    private static readonly Schema Schema = new SchemaBuilder()
        .AddType(typeof(YardQueries)).AddType(typeof(IAsset)).AddType(typeof(ILoad)).Build();

    [Fact]
    public async Task Compiled_getters_answer_alike()
    {
        var generator = new DocumentGenerator(Schema);
        var cases = Enumerable.Range(0, Documents).Select(generator.Generate)
            .Select((one, seed) => new OracleCase(one.Text, one.OperationName, one.Variables, seed)).ToList();
        var root = await new ObjectExport(Schema).OfObjectAsync(Schema.QueryType, null);
        var expected = NodeProcess.Oracle.CallAsync("executeOver", new { schema = SchemaPrinter.Print(Schema), root, cases });
        var answers = new List<JsonElement>();
        foreach (var one in cases)
            answers.Add(await ExecuteAsync(one));

        var differences = (await expected).EnumerateArray().Zip(answers, cases).Select(each =>
            JsonDifference.Find(each.First, each.Second, isExact: false) is { } fault
                ? $"{fault}\n{each.Third.Document}\n{each.Third.Variables}\nreference: {each.First}\nhere: {each.Second}"
                : null).OfType<string>().ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} answers differ:\n{string.Join("\n\n", differences.Take(5))}");
    }

    private static async Task<JsonElement> ExecuteAsync(OracleCase one)
    {
        using var result = await Executor.ExecuteAsync(new OperationRequest
        {
            Document = Encoding.UTF8.GetBytes(one.Document),
            OperationName = one.OperationName,
            Variables = JsonSerializer.Deserialize<JsonElement>(one.Variables),
            Services = Services,
        }, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(result.Body.Span);
    }

    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    private static readonly RequestExecutor Executor = new(
        Schema, new RequestOptions
        {
            MaxFields = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxDirectives = int.MaxValue,
            MaxRepeatedFields = int.MaxValue,
            MaxFieldCycleDepth = 100,
            MaxExecutionDepth = 100,
            Cost = { EnforceCostLimits = false },
        }, [],
        NullLogger<RequestExecutor>.Instance);
}
