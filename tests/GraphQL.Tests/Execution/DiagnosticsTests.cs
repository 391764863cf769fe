using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Diagnostics;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class DiagnosticsTests
{
    private const string Trusted = "query Trusted { hello }";

    [Fact]
    public async Task Listener_hears_what_becomes_of_a_request()
    {
        await using var server = await StartAsync();
        var heard = server.Services.GetRequiredService<Heard>();

        await server.QueryAsync("query Q { hello fails }");
        await server.QueryAsync("query Q { hello fails }");
        await server.QueryAsync("{ nothing }");
        Assert.Equal(
            [
                "started", "document cached=False trusted=False errors=0", "planned Query Q planned=False cost=True",
                "failed fails", "ended Executed INTERNAL",
                "started", "document cached=True trusted=False errors=0", "planned Query Q planned=True cost=True",
                "failed fails", "ended Executed INTERNAL",
                "started", "document cached=False trusted=False errors=1", "ended RequestError GRAPHQL_VALIDATION_FAILED",
            ],
            heard.Events);
    }

    [Fact]
    public async Task Activity_tells_type_hash_cost_and_outcome_and_nothing_of_the_caller()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Analytics.GraphQL",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await StartAsync();
        var secret = $"secret{Guid.NewGuid():N}";
        var query = $"query Secret($n: String!) {{ hello(name: $n) }} # {secret}";
        var hash = "sha256:" + Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(query)));
        await server.QueryAsync(query, new { n = secret });

        // Other tests run at the same time: the hash tells this request's activity.
        var activity = Assert.Single(stopped, one => hash.Equals(one.GetTagItem("graphql.document.hash")));
        Assert.Equal("query", activity.GetTagItem("graphql.operation.type"));
        Assert.Equal("executed", activity.GetTagItem("graphql.outcome"));
        Assert.Equal(0d, activity.GetTagItem("graphql.operation.field_cost"));
        Assert.Equal(1d, activity.GetTagItem("graphql.operation.type_cost"));
        Assert.Null(activity.GetTagItem("graphql.operation.name"));
        Assert.DoesNotContain(activity.TagObjects, tag => $"{tag.Value}".Contains(secret, StringComparison.Ordinal)
            || $"{tag.Value}".Contains("Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Meter_counts_by_names_of_trusted_documents_only()
    {
        var measured = new ConcurrentQueue<(string Instrument, ImmutableArray<KeyValuePair<string, object?>> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meter) =>
            {
                if (instrument.Meter.Name == "Analytics.GraphQL")
                    meter.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, [.. tags])));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, [.. tags])));
        listener.Start();
        await using var server = await StartAsync();
        await server.QueryAsync(Trusted);
        await server.QueryAsync("query Unheard { hello }");
        await server.QueryAsync("query Unheard { nothing }");

        var names = measured.SelectMany(one => one.Tags).Where(tag => tag.Key == "graphql.operation.name").Select(tag => tag.Value);
        Assert.Contains("Trusted", names);
        Assert.DoesNotContain("Unheard", names);
        Assert.Contains(measured, one => one.Instrument == "graphql.server.errors"
            && one.Tags.Contains(new("graphql.error.code", "GRAPHQL_VALIDATION_FAILED")));
        Assert.Contains(measured, one => one.Instrument == "graphql.server.request.duration"
            && one.Tags.Contains(new("graphql.outcome", "refused")));
        foreach (var name in (string[])["documents", "plans", "operation.field_cost", "operation.type_cost"])
            Assert.Contains(measured, one => one.Instrument == "graphql.server." + name);
    }

    private static Task<GraphQLServer> StartAsync() => GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(ProductQueries), typeof(ObservedQueries))
            .UsePersistedOperationPipeline().AddInMemoryOperationDocumentStorage(Trusted)
            .ModifyRequestOptions(options =>
            {
                options.PersistedOperations.OnlyAllowPersistedDocuments = true;
                options.PersistedOperations.AllowDocumentBody = _ => true;
            })
            .AddDiagnosticEventListener<Listener>(),
        host => host.Services.AddSingleton<Heard>());

    private sealed class Heard
    {
        public ConcurrentQueue<string> Events { get; } = new();
    }

    private sealed class Listener(Heard heard) : ExecutionDiagnosticEventListener
    {
        public override void RequestStarted(OperationRequest request) => heard.Events.Enqueue("started");

        public override void DocumentPrepared(
            OperationRequest request, bool wasCached, bool isTrusted, ImmutableArray<IError> errors) =>
            heard.Events.Enqueue($"document cached={wasCached} trusted={isTrusted} errors={errors.Length}");

        public override void OperationPlanned(OperationRequest request, PlannedOperationInfo operation) => heard.Events.Enqueue(
            $"planned {operation.Type} {operation.Name} planned={operation.WasPlanned} cost={operation.Cost is not null}");

        public override void FieldFailed(OperationRequest request, IError error) =>
            heard.Events.Enqueue($"failed {error.Path![0]}");

        public override void RequestEnded(
            OperationRequest request, ResultKind? kind, ImmutableArray<IError> errors, TimeSpan elapsed) =>
            heard.Events.Enqueue($"ended {kind} {string.Join(' ', errors.Select(error => error.Code))}");
    }
}

[QueryType]
public static class ObservedQueries
{
    public static string? GetFails() => throw new InvalidOperationException("It does.");
}
