using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit.Contract;

/// <summary>An engine with a log that tests write to.</summary>
public abstract class EngineUnderTest : IAsyncDisposable
{
    public FakeTenants Tenants { get; protected init; } = new();

    public abstract IEventAnalytics Engine { get; }

    /// <summary>Called once, before anything else.</summary>
    public abstract Task StartAsync();

    /// <summary>Writes entries to the log that the engine reads.</summary>
    /// <returns>The log's head.</returns>
    public abstract long Append(TenantScope tenant, params LogEntry[] entries);

    public abstract ValueTask DisposeAsync();
}
