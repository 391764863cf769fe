using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Jobs;

public sealed class TenantJobTests(PostgresFixture postgres)
{
    private const string NewYear = "0 0 0 1 1 ?";

    [Fact]
    public async Task It_runs_for_each_tenant_and_each_sees_its_own_record()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var witness = new JobWitness();
        await using var host = await StartAsync(tenants, witness);
        await host.TriggerAsync<GreetTenantJob>();

        var here = await EndedAsync(host, tenants.Here);
        var there = await EndedAsync(host, tenants.There);

        Assert.Equal(["here", "there"], witness.Seen);
        Assert.Equal(("GreetTenant", JobState.Succeeded, null), (here.Job, here.State, here.LastError));
        Assert.Equal(("GreetTenant", JobState.Succeeded, null), (there.Job, there.State, there.LastError));
        Assert.True(here.FinishedAt <= there.StartedAt);
    }

    [Fact]
    public async Task A_tenant_that_fails_does_not_stop_the_next_and_the_error_is_its_alone()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var witness = new JobWitness { Broken = true };
        await using var host = await StartAsync(tenants, witness);
        await host.TriggerAsync<GreetTenantJob>();

        var here = await EndedAsync(host, tenants.Here);
        var there = await EndedAsync(host, tenants.There);

        Assert.Equal(["there"], witness.Seen);
        Assert.Equal(
            (JobState.Failed, "InvalidOperationException: The door is locked."), (here.State, here.LastError));
        Assert.Equal((JobState.Succeeded, null), (there.State, there.LastError));
    }

    [Fact]
    public async Task A_run_that_goes_well_says_so_and_keeps_the_last_error()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var witness = new JobWitness { Broken = true };
        await using var host = await StartAsync(tenants, witness);
        await host.TriggerAsync<GreetTenantJob>();
        await EndedAsync(host, tenants.There);
        witness.Broken = false;
        await host.TriggerAsync<GreetTenantJob>();
        await witness.UntilAsync(3);

        var here = await EndedAsync(host, tenants.Here);

        Assert.Equal(
            (JobState.Succeeded, "InvalidOperationException: The door is locked."), (here.State, here.LastError));
        Assert.True(here.LastErrorAt < here.SucceededAt);
    }

    private static Task<JobHost> StartAsync(TwoTenants tenants, JobWitness witness) => JobHost.StartAsync(
        tenants.OwnerConnectionString, witness, jobs => jobs.Add<GreetTenantJob>(NewYear));

    private static Task<JobRun> EndedAsync(JobHost host, TenantScope tenant) =>
        JobServicesTests.EndedAsync(() => host.Runs.ListAsync(tenant, default));
}
