using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Analytics.Infrastructure.Tests.Jobs;

/// <summary>Notes the time that it was scheduled for.</summary>
internal sealed class FireTimeJob(JobWitness witness) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        witness.Seen.Enqueue(context.ScheduledFireTimeUtc!.Value.ToString("O"));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Notes each tenant, and fails for the tenant "here" while the witness says so.</summary>
internal sealed class GreetTenantJob(OpenTenant tenants, JobRuns runs, ILogger<GreetTenantJob> logger, JobWitness witness)
    : TenantJob(tenants, runs, logger)
{
    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        if (witness.Broken && tenant.Tenant.Identifier == "here")
            throw new InvalidOperationException("The door is locked.");
        witness.Seen.Enqueue(tenant.Tenant.Identifier);
        return Task.CompletedTask;
    }
}

/// <summary>Notes its start, then lasts until the host stops while the witness says so.</summary>
internal sealed class TidyUpJob(MaintenanceRuns runs, ILogger<TidyUpJob> logger, JobWitness witness)
    : MaintenanceJob(runs, logger)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var endless = witness.Broken;
        witness.Seen.Enqueue("tidy");
        if (endless)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}

internal sealed class LeakyJob(MaintenanceRuns runs, ILogger<LeakyJob> logger, JobWitness witness)
    : MaintenanceJob(runs, logger)
{
    protected override Task RunAsync(CancellationToken cancellationToken)
    {
        witness.Seen.Enqueue("leaked");
        throw new IOException(new string('x', 1000));
    }
}
