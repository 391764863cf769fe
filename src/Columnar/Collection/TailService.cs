using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analytics.Columnar.Collection;

/// <summary>Opens an engine for each tenant that this node serves, new ones as they come, and runs them all.</summary>
internal sealed class TailService(
    TenantEngines engines, OpenTenant tenants, TimeProvider clock, ILogger<TailService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        try
        {
            await Task.WhenAll(FindAsync(stoppingToken), RunAsync(running, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Files are whole at any moment: there is nothing to finish.
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FindAsync(CancellationToken stopping)
    {
        var interval = TimeSpan.FromSeconds(engines.Options.PollSeconds);
        while (true)
        {
            try
            {
                foreach (var tenant in await tenants.AllAsync(stopping))
                    await OpenAsync(tenant, stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ColumnarLog.ListFailed(logger, exception);
            }
            await Task.Delay(interval, clock, stopping);
        }
    }

    // One tenant's unreadable directory keeps nobody else waiting.
    private async Task OpenAsync(TenantScope tenant, CancellationToken stopping)
    {
        try
        {
            await engines.OpenAsync(tenant, stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            ColumnarLog.OpenFailed(logger, exception, tenant.Id.Value);
        }
    }

    private async Task RunAsync(List<Task> running, CancellationToken stopping)
    {
        await foreach (var engine in engines.Opened.ReadAllAsync(stopping))
            running.Add(engine.RunAsync(stopping));
    }
}
