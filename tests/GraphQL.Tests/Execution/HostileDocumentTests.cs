using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Oracle.Rule;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.GraphQL.Tests.Execution;

[Collection(Alone.Name)]
public sealed class HostileDocumentTests
{
    private const int Tries = 200;
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    private static readonly Dictionary<string, RequestExecutor> Executors = OracleSchema.Names.ToDictionary(
        name => name,
        name => new RequestExecutor(
            OracleSchema.Of(name).Schema, new RequestOptions { DocumentCacheSize = 0 }, [],
            NullLogger<RequestExecutor>.Instance));

    public static TheoryData<string> Documents => [.. HostileDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_costs_less_than_50_ms(string what)
    {
        var (schema, text) = HostileDocuments.All[what];
        var fastest = TimeSpan.MaxValue;
        // The first tries compile the engine, others share the machine with other tests: the best one counts.
        for (var tries = 0; tries < Tries && fastest.TotalMilliseconds > 50; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await ExecuteAsync(schema, text);
            var elapsed = Stopwatch.GetElapsedTime(start);
            fastest = elapsed < fastest ? elapsed : fastest;
            Assert.Equal(HostileDocuments.Answered.Contains(what), answer.TryGetProperty("data", out _));
        }
        Assert.InRange(fastest.TotalMilliseconds, 0, 50);
    }

    private static async Task<JsonElement> ExecuteAsync(string schema, string text)
    {
        var request = new OperationRequest { Document = Encoding.UTF8.GetBytes(text), Services = Services };
        request.GlobalState[RuleState.Key] = new RuleState(1);
        var result = await Executors[schema].ExecuteAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(result.Body).RootElement;
    }
}
