using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Infrastructure.Idempotency;

/// <summary>Idempotent mutations whose keys all nodes share.</summary>
public static class IdempotencyServices
{
    /// <summary>
    /// Keeps keys and answers in the database of the request's tenant, which is one of its services.
    /// <see cref="Postgres.StorageServices.AddStorage"/> is called on the services too, and
    /// <see cref="PurgeIdempotencyKeysJob"/> is scheduled.
    /// </summary>
    public static RequestExecutorBuilder AddPostgresIdempotency(
        this RequestExecutorBuilder builder, Action<IdempotencyOptions>? configure = null)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder.AddIdempotency<IdempotencyStore>(configure, ServiceLifetime.Scoped);
    }
}
