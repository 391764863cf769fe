using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Building;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>A schema with <c>@defer</c> and <c>@stream</c>, and what clients of it get.</summary>
internal sealed class IncrementalSchema
{
    public IncrementalSchema(Type[] types, RequestOptions? options = null, Action<ServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddScoped<IBatchScheduler, BatchScheduler>();
        services?.Invoke(collection);
        Services = collection.BuildServiceProvider();
        var isService = Services.GetRequiredService<IServiceProviderIsService>();
        var builder = new SchemaBuilder().SetServices(isService.IsService)
            .ModifyOptions(schema => (schema.EnableDefer, schema.EnableStream) = (true, true));
        foreach (var type in types)
            builder.AddType(type);
        Schema = builder.Build();
        Executor = new RequestExecutor(Schema, options ?? new(), [], NullLogger<RequestExecutor>.Instance);
    }

    /// <summary>The schema of <see cref="HeroQueries"/>.</summary>
    public static IncrementalSchema Heroes { get; } = new([typeof(HeroQueries), typeof(HeroMutations)]);

    public Schema Schema { get; }

    public RequestExecutor Executor { get; }

    public IServiceProvider Services { get; }

    /// <summary>The answer to a client that understands incremental delivery.</summary>
    public async Task<IExecutionResult> StreamAsync(
        string document, string variables = "{}", bool allowIncremental = true, CancellationToken? cancellation = null) =>
        await Executor.StreamAsync(
            new OperationRequest
            {
                Document = Encoding.UTF8.GetBytes(document),
                Variables = JsonDocument.Parse(variables).RootElement,
                Services = Services.CreateScope().ServiceProvider,
                AllowIncremental = allowIncremental,
            },
            cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>All payloads, parsed, errors without codes and places.</summary>
    public async Task<List<JsonNode>> PayloadsAsync(string document, string variables = "{}")
    {
        await using var result = await StreamAsync(document, variables);
        if (result is ExecutionResult only)
            return [Parse(only)];
        var payloads = new List<JsonNode>();
        await foreach (var next in (ResponseStream)result)
            using (next)
                payloads.Add(Parse(next));
        return payloads;
    }

    /// <summary>A payload, errors without codes and places.</summary>
    public static JsonNode Parse(ExecutionResult result) => Plain(JsonNode.Parse(result.Body.Span)!);

    /// <summary>A payload without what the implementations say differently: codes, places and perhaps words of errors.</summary>
    public static JsonNode Plain(JsonNode payload, bool keepsMessages = true)
    {
        if (payload is JsonObject members)
            foreach (var (name, value) in members.ToList())
                if (name == "errors")
                    foreach (var error in value!.AsArray())
                    {
                        error!.AsObject().Remove("locations");
                        error.AsObject().Remove("extensions");
                        if (!keepsMessages)
                            error.AsObject().Remove("message");
                    }
                else if (name is "incremental" or "completed")
                    foreach (var entry in value!.AsArray())
                        Plain(entry!, keepsMessages);
        return payload;
    }
}
