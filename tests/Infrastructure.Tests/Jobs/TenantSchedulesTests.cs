using Analytics.Domain.Jobs;
using Analytics.Infrastructure.Jobs;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Jobs;

public sealed class TenantSchedulesTests(PostgresFixture postgres)
{
    private static readonly LocalSchedule _schedule = LocalSchedule.Daily(new TimeOnly(2, 30));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_due_time_is_served_once_by_whichever_node()
    {
        var clock = new FakeTime();
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: clock);
        var one = new TenantSchedules(tenants.Connections, clock);
        var two = new TenantSchedules(tenants.Connections, clock);
        var due = _schedule.LatestDue(clock.GetUtcNow(), TimeZoneInfo.Utc);

        Assert.Single(await Task.WhenAll(
            one.ClaimAsync(tenants.Here, "Job", due, Token), two.ClaimAsync(tenants.Here, "Job", due, Token)), claimed => claimed);
        await one.ServedAsync(tenants.Here, "Job", due, Token);
        Assert.False(await two.ClaimAsync(tenants.Here, "Job", due, Token));
        Assert.True(await two.ClaimAsync(tenants.There, "Job", due, Token));
        Assert.True(await two.ClaimAsync(tenants.Here, "Other", due, Token));

        // Nobody ran for three days: they are made up for once.
        clock.Advance(TimeSpan.FromDays(3));
        due = _schedule.LatestDue(clock.GetUtcNow(), TimeZoneInfo.Utc);
        Assert.True(await two.ClaimAsync(tenants.Here, "Job", due, Token));
        await two.ServedAsync(tenants.Here, "Job", due, Token);
        Assert.False(await one.ClaimAsync(tenants.Here, "Job", due, Token));
    }

    [Fact]
    public async Task A_node_that_is_killed_at_work_leaves_the_time_to_another_after_an_hour()
    {
        var clock = new FakeTime();
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: clock);
        var schedules = new TenantSchedules(tenants.Connections, clock);
        var due = _schedule.LatestDue(clock.GetUtcNow(), TimeZoneInfo.Utc);
        Assert.True(await schedules.ClaimAsync(tenants.Here, "Job", due, Token));

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(await schedules.ClaimAsync(tenants.Here, "Job", due, Token));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await schedules.ClaimAsync(tenants.Here, "Job", due, Token));
    }

    [Fact]
    public async Task The_history_keeps_every_run_and_one_that_was_cut_off_has_failed()
    {
        var clock = new FakeTime();
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: clock);
        var history = new JobHistory(tenants.Connections, clock);
        var first = (await history.StartAsync(tenants.Here, "Job", 10, alone: false, Token))!;
        Assert.Null(await history.StartAsync(tenants.Here, "Job", null, alone: false, Token));
        Assert.NotNull(await history.StartAsync(tenants.There, "Job", null, alone: false, Token));
        clock.Advance(TimeSpan.FromMinutes(1));
        await history.ProgressAsync(tenants.Here, first.Id, 4, Token);
        clock.Advance(TimeSpan.FromMinutes(3));

        var second = (await history.StartAsync(tenants.Here, "Job", null, alone: false, Token))!;
        await history.FinishAsync(tenants.Here, second.Id, 7, null, Token);
        clock.Advance(TimeSpan.FromMinutes(1));
        var other = (await history.StartAsync(tenants.Here, "Other", null, alone: true, Token))!;
        await history.FinishAsync(tenants.Here, other.Id, null, new InvalidOperationException("Locked."), Token);

        Assert.Equal(
            [
                "Other Failed   InvalidOperationException: Locked.",
                "Job Succeeded 7  ",
                "Job Failed 4 10 The node was stopped.",
            ],
            (await history.ListAsync(tenants.Here, null, null, 10, Token))
                .Select(run => $"{run.Job} {run.Status} {run.Rows} {run.Total} {run.Error}"));
        Assert.Equal(
            [first.Id], (await history.ListAsync(tenants.Here, "Job", second.Id, 10, Token)).Select(run => run.Id));
        Assert.Equal(JobRunStatus.Running, Assert.Single(await history.ListAsync(tenants.There, null, null, 10, Token)).Status);
    }
}
