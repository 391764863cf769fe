using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Reference;

/// <summary>Each data set as a tenant's log, with the engine and the slow twin over it.</summary>
public sealed class ReferenceStore : IAsyncLifetime
{
    private readonly Dictionary<string, TenantScope> _tenants = [];
    private RunningEngine _running = null!;

    public static TheoryData<string> Engines => ["columnar", "slow"];

    public async ValueTask InitializeAsync()
    {
        // Batches and files small enough that every data set lies in several segments.
        _running = await RunningEngine.StartAsync(flushRows: 3_000, batchRows: 700);
        await AddAsync("community", ReferenceLogs.Community());
        await AddAsync("activity", ReferenceLogs.CommunityActivity());
        await AddAsync("shop", ReferenceLogs.Shop());
        await AddAsync("web", ReferenceLogs.Web());
        await AddAsync("webpages", ReferenceLogs.WebPages());
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    public IEventAnalytics Engine(string name) => name == "slow" ? new SlowEventAnalytics(_running.Log) : _running.Engine;

    public TenantScope Tenant(string dataSet) => _tenants[dataSet];

    private async Task AddAsync(string name, IEnumerable<LoggedEvent> events)
    {
        var tenant = _tenants[name] = await _running.Tenants.AddAsync(name);
        await _running.AppendAsync(tenant, events);
    }
}
