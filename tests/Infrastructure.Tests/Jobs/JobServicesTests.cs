using Analytics.Infrastructure.Jobs;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Jobs;

public sealed class JobServicesTests(PostgresFixture postgres)
{
    private const string EverySecond = "* * * * * ?";
    private const string NewYear = "0 0 0 1 1 ?";

    [Fact]
    public async Task Of_two_hosts_that_start_at_once_on_one_database_one_runs_each_scheduled_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        var witness = new JobWitness();
        var hosts = await Task.WhenAll(StartAsync(database, witness), StartAsync(database, witness));
        await using var first = hosts[0];
        await using var second = hosts[1];
        await witness.UntilAsync(4);

        Assert.Equal(2L, await ScalarAsync(database, "select count(*) from quartz.qrtz_scheduler_state"));
        Assert.Equal(witness.Seen.Distinct(), witness.Seen);

        static Task<JobHost> StartAsync(string database, JobWitness witness) =>
            JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(EverySecond));
    }

    [Fact]
    public async Task A_time_that_passed_while_no_host_ran_is_made_up_for_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var witness = new JobWitness();
        await (await JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(NewYear))).DisposeAsync();
        Assert.Empty(witness.Seen);
        var twoYearsAgo = TimeProvider.System.GetUtcNow().AddYears(-2).Ticks;
        var oneYearAgo = TimeProvider.System.GetUtcNow().AddYears(-1).Ticks;
        Assert.Equal(1L, await ScalarAsync(database,
            $"""
            with moved as (update quartz.qrtz_triggers set prev_fire_time = {twoYearsAgo}, next_fire_time = {oneYearAgo} returning 1)
            select count(*) from moved
            """));

        await using (await JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(NewYear)))
            await witness.UntilAsync(1);
        await using (await JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(NewYear)))
            await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Single(witness.Seen);
    }

    [Fact]
    public async Task A_changed_schedule_holds_from_the_next_start()
    {
        var database = await postgres.CreateDatabaseAsync();
        var witness = new JobWitness();
        await (await JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(NewYear))).DisposeAsync();

        await using var next = await JobHost.StartAsync(database, witness, jobs => jobs.Add<FireTimeJob>(EverySecond));
        await witness.UntilAsync(2);
        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from quartz.qrtz_triggers"));
    }

    [Fact]
    public async Task A_run_that_a_stopping_host_cut_off_is_begun_again_by_the_next()
    {
        var database = await postgres.CreateDatabaseAsync();
        var witness = new JobWitness { Broken = true };
        await using (var first = await JobHost.StartAsync(database, witness, jobs => jobs.Add<TidyUpJob>(NewYear)))
        {
            await first.TriggerAsync<TidyUpJob>();
            await witness.UntilAsync(1);
        }
        witness.Broken = false;

        await using var next = await JobHost.StartAsync(database, witness, jobs => jobs.Add<TidyUpJob>(NewYear));
        await witness.UntilAsync(2);

        var run = await EndedAsync(() => next.Maintenance.ListAsync(default));
        Assert.Equal(("TidyUp", JobState.Succeeded, null), (run.Job, run.State, run.LastError));
    }

    [Fact]
    public async Task A_failed_run_shows_its_error_cut_to_500_characters()
    {
        var database = await postgres.CreateDatabaseAsync();
        var witness = new JobWitness();
        await using var host = await JobHost.StartAsync(database, witness, jobs => jobs.Add<LeakyJob>(NewYear));
        await host.TriggerAsync<LeakyJob>();

        var run = await EndedAsync(() => host.Maintenance.ListAsync(default));

        Assert.Equal((JobState.Failed, "IOException: " + new string('x', 487)), (run.State, run.LastError));
        Assert.Equal(run.FinishedAt, run.LastErrorAt);
        Assert.Null(run.SucceededAt);
    }

    [Fact]
    public async Task The_scheduler_can_read_no_table_of_the_product()
    {
        var database = await postgres.CreateDatabaseAsync();

        Assert.Equal(0L, await ScalarAsync(database,
            """
            select count(*) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and has_table_privilege('analytics_scheduler', c.oid, 'select, insert, update, delete')
            """));
        Assert.Equal(false, await ScalarAsync(database,
            "select rolsuper or rolbypassrls or rolcreaterole or rolcanlogin from pg_roles where rolname = 'analytics_scheduler'"));
    }

    /// <summary>The one job's record, once its run is over.</summary>
    internal static async Task<JobRun> EndedAsync(Func<Task<IReadOnlyList<JobRun>>> list)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (await list() is [{ State: not JobState.Running } run])
                return run;
            await Task.Delay(50);
        }
        throw new TimeoutException("The job did not end within half a minute.");
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
