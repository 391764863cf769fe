using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

public sealed class KeptAnswerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public async Task Answer_is_the_tenant_s_own_and_follows_its_log_whether_or_not_answers_are_kept(int megabytes)
    {
        await using var running = await RunningEngine.StartAsync(configure: options => options.AnswerCacheMegabytes = megabytes);
        var (here, there) = (await running.Tenants.AddAsync("here"), await running.Tenants.AddAsync("there"));
        for (var i = 1; i <= 3; i++)
        {
            await running.AppendAsync(here, TestEvents.Event("seen", "a", i));
            Assert.Equal(i, await CountAsync(here));
            Assert.Equal(i, await CountAsync(here));
            Assert.Equal(0, await CountAsync(there));
        }

        async Task<decimal?> CountAsync(TenantScope tenant) => (await running.Engine.SeriesAsync(
            tenant,
            [
                SeriesQuery.Create(
                    [], Aggregation.Count, null,
                    TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value).Value,
            ],
            CancellationToken.None)).Value[0].All.Total;
    }
}
