using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Oracle.Rule;
using Analytics.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>A schema with <c>@defer</c> and <c>@stream</c> that both engines answer by the same rule.</summary>
internal sealed class IncrementalOracle
{
    private const string Directives = """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(initialCount: Int! = 0, if: Boolean! = true, label: String) on FIELD
        """;

    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();
    private readonly RequestExecutor _atOnce, _mixed;

    public IncrementalOracle(string name)
    {
        Sdl = $"{Directives}\n{OracleSchema.Of(name).Sdl}";
        Schema = SchemaOfSdl.Build(Sdl);
        _atOnce = OracleSchema.ExecutorOf(Schema);
        _mixed = OracleSchema.ExecutorOf(SchemaOfSdl.Build(Sdl, waiting: 30));
    }

    public string Sdl { get; }

    public Schema Schema { get; }

    /// <summary>The payloads when all fields answer at once, or some of them later.</summary>
    public async Task<List<JsonNode>> PayloadsAsync(OracleCase one, bool isMixed)
    {
        var request = new OperationRequest
        {
            Document = Encoding.UTF8.GetBytes(one.Document),
            OperationName = one.OperationName,
            Variables = JsonDocument.Parse(one.Variables).RootElement,
            Services = Services,
            AllowIncremental = true,
        };
        request.GlobalState[RuleState.Key] = new RuleState(one.Seed);
        await using var result = await (isMixed ? _mixed : _atOnce).StreamAsync(request, TestContext.Current.CancellationToken);
        if (result is ExecutionResult only)
            return [JsonNode.Parse(only.Body.Span)!];
        var payloads = new List<JsonNode>();
        await foreach (var next in (ResponseStream)result)
            using (next)
                payloads.Add(JsonNode.Parse(next.Body.Span)!);
        return payloads;
    }
}
