using Analytics.Columnar.Segments;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

public sealed class MergePolicyTests
{
    [Fact(Timeout = 30_000)]
    public async Task Many_batches_leave_few_segments()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 10, batchRows: 1);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, new RandomEvents(1).Take(1_000, 60));

        await QuietAsync(running, tenant);

        using var snapshot = (await running.Engines.OpenAsync(tenant, CancellationToken.None)).Segments.Acquire();
        Assert.Equal(1_000, snapshot.Rows);
        Assert.InRange(snapshot.Segments.Length, 1, 20);
        // The files that were merged go when the merge lets go of them.
        while (Directory.GetFiles(running.DirectoryOf(tenant), "*.seg").Length > snapshot.Segments.Length)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    private static async Task QuietAsync(RunningEngine running, TenantScope tenant)
    {
        await running.FlushedAsync(tenant);
        var segments = (await running.Engines.OpenAsync(tenant, CancellationToken.None)).Segments;
        while (true)
        {
            using var snapshot = segments.Acquire();
            if (MergePolicy.Choose(snapshot.Segments, 10, flushAll: true) is null)
                return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
