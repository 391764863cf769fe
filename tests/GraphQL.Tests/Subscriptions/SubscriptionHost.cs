using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Subscriptions;

/// <summary>An executor with topics, without a transport.</summary>
public sealed class SubscriptionHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    public SubscriptionHost(
        Type[] types, Action<SubscriptionOptions>? options = null, Action<RequestExecutorBuilder>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        var builder = services.AddGraphQLServer().AddTypes([typeof(HostQueries), .. types]).AddInMemorySubscriptions(options);
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
        Executor = _services.GetRequiredService<RequestExecutor>();
        Topics = _services.GetRequiredService<TopicHub>();
    }

    public RequestExecutor Executor { get; }

    public TopicHub Topics { get; }

    public T Service<T>() where T : notnull => _services.GetRequiredService<T>();

    public OperationRequest Request(
        string document, object? variables = null, string? tenant = null, ClaimsPrincipal? user = null,
        object? extensions = null, DateTimeOffset? expiresAt = null)
    {
        var request = new OperationRequest
        {
            Document = Encoding.UTF8.GetBytes(document),
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
            Extensions = extensions is null ? default : JsonSerializer.SerializeToElement(extensions),
            User = user ?? new ClaimsPrincipal(),
            Services = _scope.ServiceProvider,
            ExpiresAt = expiresAt,
        };
        if (tenant is not null)
            request.GlobalState["tenant"] = tenant;
        return request;
    }

    /// <summary>A stream that was opened.</summary>
    public async Task<Answers> SubscribeAsync(OperationRequest request, CancellationToken cancellationToken = default)
    {
        var result = await Executor.StreamAsync(request, cancellationToken);
        return result is ResponseStream stream
            ? new Answers(stream, cancellationToken)
            : throw new InvalidOperationException(Encoding.UTF8.GetString(((ExecutionResult)result).Body.Span));
    }

    public Task<Answers> SubscribeAsync(string document) => SubscribeAsync(Request(document));

    /// <summary>The one answer of a subscription that was refused.</summary>
    public async Task<string> RefusalAsync(OperationRequest request)
    {
        await using var result = await Executor.StreamAsync(request, CancellationToken.None);
        return Encoding.UTF8.GetString(Assert.IsType<ExecutionResult>(result).Body.Span);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }

    [QueryType]
    public static class HostQueries
    {
        public static int GetOne() => 1;
    }
}
