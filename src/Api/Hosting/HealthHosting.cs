using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Analytics.Api.Hosting;

/// <summary><c>/healthz</c>: 200 <c>Healthy</c> while the database answers, else 503 <c>Unhealthy</c>.</summary>
internal static class HealthHosting
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/healthz");
        return app;
    }

    private sealed class DatabaseCheck(RoleDataSources sources) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken)
        {
            await using var command = sources.App.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
