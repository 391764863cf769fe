using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Tests.Identity;

/// <summary>Whose events are whose in the engine, against the log read by plain LINQ.</summary>
public sealed class IdentityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Random_logs_give_everybody_the_events_that_the_log_says_over_merges_and_restarts()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            output.WriteLine($"seed {seed}");
            await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}");
            var log = new RandomLog(seed, ids: 4 + (seed * 3), seconds: 30);
            for (var part = 0; part < 8; part++)
            {
                await running.AppendAsync(tenant, log.Take(1 + (seed * 10)));
                await AgreeAsync(running, tenant);
                if (part % 3 == 2)
                {
                    await running.RestartAsync();
                    await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);
                    await AgreeAsync(running, tenant);
                }
            }
            await running.FlushedAsync(tenant);
            await AgreeAsync(running, tenant);
        }
    }

    private static async Task AgreeAsync(RunningEngine running, TenantScope tenant)
    {
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        using var snapshot = engine.Segments.Acquire();
        var entries = running.Log.Entries(tenant);
        foreach (var includeBots in new[] { false, true })
            Assert.Equal(KnownActors.Of(entries, includeBots), KnownActors.Of(snapshot, includeBots));
    }
}
