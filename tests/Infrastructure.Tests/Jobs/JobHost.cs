using System.Collections.Concurrent;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Analytics.Infrastructure.Tests.Jobs;

/// <summary>One node: the storage and the scheduler, as the product's host puts them together.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly IHost _host;

    private JobHost(IHost host) => _host = host;

    public JobRuns Runs => _host.Services.GetRequiredService<JobRuns>();

    public MaintenanceRuns Maintenance => _host.Services.GetRequiredService<MaintenanceRuns>();

    public static async Task<JobHost> StartAsync(string database, JobWitness witness, Action<JobSchedule> schedule)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(witness);
        builder.Services.AddStorage(_ => database);
        builder.Services.AddJobs(schedule);
        var host = new JobHost(builder.Build());
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Runs a job now, outside its schedule.</summary>
    public async Task TriggerAsync<TJob>()
        where TJob : class, IJob
    {
        var scheduler = await _host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.TriggerJob(JobSchedule.KeyOf<TJob>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>What the jobs of a test did, on whichever node.</summary>
internal sealed class JobWitness
{
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>While true, jobs that heed it fail.</summary>
    public bool Broken { get; set; }

    /// <summary>Waits until the jobs noted as much, and fails the test if they do not within half a minute.</summary>
    public async Task UntilAsync(int count)
    {
        for (var waited = 0; Seen.Count < count && waited < 600; waited++)
            await Task.Delay(50);
        Assert.True(Seen.Count >= count, $"{Seen.Count} of {count} runs were seen: {string.Join(", ", Seen)}");
    }
}
