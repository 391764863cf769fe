using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

public sealed class ColumnarContractTests : EventAnalyticsContract, IAsyncLifetime
{
    private RunningEngine _running = null!;
    private TenantScope _here = null!;
    private TenantScope _there = null!;

    protected override IEventAnalytics Engine => _running.Engine;

    protected override TenantScope Here => _here;

    protected override TenantScope There => _there;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningEngine.StartAsync(flushRows: 4, batchRows: 2);
        _here = await _running.Tenants.AddAsync("here");
        _there = await _running.Tenants.AddAsync("there");
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    protected override Task<long> AppendAsync(TenantScope tenant, params LogEntry[] entries) =>
        Task.FromResult(_running.Log.Append(tenant, entries));
}

public sealed class SlowContractTests : EventAnalyticsContract, IAsyncLifetime
{
    private readonly FakeEventLog _log = new();
    private readonly FakeTenants _tenants = new();
    private TenantScope _here = null!;
    private TenantScope _there = null!;

    protected override IEventAnalytics Engine => new SlowEventAnalytics(_log);

    protected override TenantScope Here => _here;

    protected override TenantScope There => _there;

    public async ValueTask InitializeAsync() =>
        (_here, _there) = (await _tenants.AddAsync("here"), await _tenants.AddAsync("there"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task<long> AppendAsync(TenantScope tenant, params LogEntry[] entries) =>
        Task.FromResult(_log.Append(tenant, entries));
}
