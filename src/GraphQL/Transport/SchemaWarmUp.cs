using System.Text;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.PersistedOperations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.GraphQL.Transport;

/// <summary>Builds the schema, checks trusted documents and answers a first query before the host takes requests.</summary>
internal sealed class SchemaWarmUp(
    RequestExecutor executor, IEnumerable<IOperationDocumentStorage> storages, IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = new OperationRequest
        {
            Document = Encoding.UTF8.GetBytes("{ __schema { types { name fields { name } } } }"),
            Services = scope.ServiceProvider,
            IsOfHost = true,
        };
        using var result = await executor.ExecuteAsync(request, cancellationToken);
        if (result.Errors.Length > 0)
            throw new InvalidOperationException($"The schema cannot be read: {result.Errors[0].Message}");
        foreach (var storage in storages)
            foreach (var id in storage.Ids)
                if (storage.TryRead(id, out var document))
                    executor.PrepareTrusted(id, document);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
