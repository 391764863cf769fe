using System.Collections.Concurrent;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>
/// Sends what is due, on every node: a message is taken by one of them for as long as an attempt may last, so that one
/// that is killed half way is sent again, under its id.
/// </summary>
internal sealed class WebhookSender(
    RoleDataSources roles, OpenTenant tenants, WebhookAttempts attempts, IOptions<WebhookOptions> options,
    TimeProvider clock, ILogger<WebhookSender> logger)
    : BackgroundService
{
    private const int MostTenants = 32;   // at a time: endpoints that are slow to answer hold up their own tenant only

    private readonly ConcurrentDictionary<TenantId, Task> _atWork = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(options.Value.PollSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var tenant in await DueAsync(stoppingToken))
                    if (_atWork.Count < MostTenants && !_atWork.ContainsKey(tenant.Id))
                        _atWork[tenant.Id] = Task.Run(() => SendAsync(tenant, stoppingToken), CancellationToken.None);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)   // any: the outbox is still there
            {
                WebhooksLog.OutboxFailed(logger, failure);
            }
            foreach (var (tenant, work) in _atWork)
                if (work.IsCompleted)
                    _atWork.TryRemove(tenant, out _);
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(_atWork.Values);
    }

    private async Task SendAsync(TenantScope tenant, CancellationToken stopping)
    {
        try
        {
            await attempts.SendDueAsync(tenant, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not sent is due again when its claim has run out.
        }
        catch (Exception failure)   // any: the outbox is still there
        {
            WebhooksLog.OutboxFailed(logger, failure);
        }
    }

    private async Task<List<TenantScope>> DueAsync(CancellationToken cancellationToken)
    {
        var ids = new List<TenantId>();
        await using (var command = roles.App.CreateCommand(WebhookSql.DueTenants))
        {
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                ids.Add(new TenantId(reader.GetGuid(0)));
        }
        var scopes = new List<TenantScope>();
        foreach (var id in ids)
            if (await tenants.ExecuteAsync(id, cancellationToken) is { } scope)
                scopes.Add(scope);
        return scopes;
    }
}
