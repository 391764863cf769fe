using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Tests.Jobs;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class CreateEventPartitionsJobTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_month_in_utc_and_the_next_three_have_a_partition_however_often_it_is_asked()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var lastHourOfNovember = new DateTimeOffset(2089, 12, 1, 0, 30, 0, TimeSpan.FromHours(1));

        await new EventPartitions(log.Tenants.Roles).EnsureAheadAsync(lastHourOfNovember, Token);
        await new EventPartitions(log.Tenants.Roles).EnsureAheadAsync(lastHourOfNovember, Token);

        Assert.Equal("events_2089_11 events_2089_12 events_2090_01 events_2090_02", await PartitionsAsync(log, "20(89|90)"));
    }

    [Fact]
    public async Task The_job_makes_them_for_today()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var migrated = await PartitionsAsync(log, "....");
        await log.AsOwnerAsync(
            """
            do $$ declare partition text; begin
                for partition in select relname from pg_class where relname ~ '^events_...._..$' loop
                    execute format('drop table %I', partition);
                end loop;
            end $$
            """);
        Assert.IsType<DBNull>(await PartitionsAsync(log, "...."));

        await using var host = await JobHost.StartAsync(
            log.Tenants.OwnerConnectionString, new JobWitness(),
            jobs => jobs.Add<CreateEventPartitionsJob>(CreateEventPartitionsJob.Cron));
        await host.TriggerAsync<CreateEventPartitionsJob>();
        while (await host.Maintenance.ListAsync(Token) is not [{ State: not JobState.Running }])
            await Task.Delay(20, Token);

        Assert.Equal(JobState.Succeeded, Assert.Single(await host.Maintenance.ListAsync(Token)).State);
        Assert.Equal(migrated, await PartitionsAsync(log, "...."));
    }

    private static Task<object?> PartitionsAsync(LogFixture log, string year) => log.AsOwnerAsync(
        $"select string_agg(relname, ' ' order by relname) from pg_class where relname ~ '^events_{year}_..$'");
}
