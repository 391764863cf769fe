using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Oracle.Rule;
using Analytics.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>A schema that both engines answer by the same rule.</summary>
internal sealed class OracleSchema
{
    private static readonly Dictionary<string, Lazy<OracleSchema>> All = new[] { "product", "recursive", "abstract", "inputs" }
        .ToDictionary(name => name, name => new Lazy<OracleSchema>(() => new OracleSchema(name)));
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    private readonly RequestExecutor _atOnce, _mixed;

    private OracleSchema(string name)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(NodePackages.Folder)))!;
        Sdl = WithoutIncremental(File.ReadAllText(name == "product"
            ? Path.Combine(folder, "schema", "schema.graphql")
            : Path.Combine(folder, "tests", "GraphQL.Tests", "Oracle", "Schemas", $"{name}.graphql")));
        Schema = SchemaOfSdl.Build(Sdl);
        _atOnce = ExecutorOf(Schema);
        _mixed = ExecutorOf(SchemaOfSdl.Build(Sdl, waiting: 30));
    }

    /// <summary>The names by which <see cref="Of"/> finds the schemas: the product's own, and three foreign ones.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>What the schema was made of, without <c>@defer</c> and <c>@stream</c>.</summary>
    public string Sdl { get; }

    /// <summary>The schema whose fields all answer at once.</summary>
    public Schema Schema { get; }

    /// <summary>One of <see cref="Names"/>.</summary>
    public static OracleSchema Of(string name) => All[name].Value;

    /// <summary>Executes with all fields answering at once, or with some of them answering later.</summary>
    public async Task<ExecutionResult> ExecuteAsync(OracleCase one, bool isMixed)
    {
        var request = new OperationRequest
        {
            Document = System.Text.Encoding.UTF8.GetBytes(one.Document),
            OperationName = one.OperationName,
            Variables = System.Text.Json.JsonDocument.Parse(one.Variables).RootElement,
            Services = Services,
        };
        request.GlobalState[RuleState.Key] = new RuleState(one.Seed);
        return await (isMixed ? _mixed : _atOnce).ExecuteAsync(request, TestContext.Current.CancellationToken);
    }

    // graphql 16 knows neither; Incremental compares them with graphql 17.
    private static string WithoutIncremental(string sdl)
    {
        var definitions = Utf8GraphQLParser.Parse(sdl, ParserOptions.Trusted).Definitions;
        var kept = definitions.RemoveAll(one => one is DirectiveDefinitionNode { Name.Value: "defer" or "stream" });
        return kept.Length == definitions.Length ? sdl : SyntaxPrinter.Print(new DocumentNode(kept));
    }

    /// <summary>An executor without limits that random documents would meet, and without a cache.</summary>
    public static RequestExecutor ExecutorOf(Schema schema) => new(
        schema,
        new RequestOptions
        {
            MaxFields = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxDirectives = int.MaxValue,
            MaxRepeatedFields = int.MaxValue,
            MaxFieldCycleDepth = 100,
            MaxExecutionDepth = 100,
            DocumentCacheSize = 0,
            Cost = { EnforceCostLimits = false },
        },
        [], NullLogger<RequestExecutor>.Instance);
}
