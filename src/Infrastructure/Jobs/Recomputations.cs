using System.Threading.Channels;
using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Jobs;

/// <summary>
/// Has this node's engine make files anew and records how far it is. The log is the truth: a node that is stopped half way
/// goes on at its next start, without a record.
/// </summary>
internal sealed class Recomputations(
    JobHistory history, IEngineFiles files, TimeProvider clock, ILogger<Recomputations> logger)
    : BackgroundService, IRecomputations
{
    private const string Job = "Recompute";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(TenantScope Tenant, Guid Run, long After)> _begun =
        Channel.CreateUnbounded<(TenantScope, Guid, long)>();

    public async Task<TenantJobRun?> BeginAsync(TenantScope tenant, long after, CancellationToken cancellationToken)
    {
        var position = (await files.ProgressAsync(tenant, cancellationToken)).Promised;
        var run = await history.StartAsync(
            tenant, Job, Math.Max(0, position - after), alone: false, cancellationToken);
        if (run is not null)
            _begun.Writer.TryWrite((tenant, run.Id, after));
        return run;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (tenant, run, after) in _begun.Reader.ReadAllAsync(stoppingToken))
            try
            {
                var rows = await RunAsync(tenant, run, after, stoppingToken);
                await history.FinishAsync(tenant, run, rows, null, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)   // any: it is this run's alone
            {
                JobsLog.FailedForTenant(logger, failure, Job, tenant.Id.Value);
                await history.FinishAsync(tenant, run, null, failure, stoppingToken);
            }
    }

    private async Task<long> RunAsync(TenantScope tenant, Guid run, long after, CancellationToken stopping)
    {
        var progress = await files.RebuildAsync(tenant, after, stopping);
        var promised = progress.Promised;
        while (progress.Position < promised)
        {
            await history.ProgressAsync(tenant, run, Math.Max(0, progress.Position - after), stopping);
            await Task.Delay(_pause, clock, stopping);
            progress = await files.ProgressAsync(tenant, stopping);
        }
        return Math.Max(0, promised - after);
    }
}
