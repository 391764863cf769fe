using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The logs of two tenants.</summary>
internal sealed class TwoLogs(TenantScope tenant, IEventLogReader log, IEventLogReader neighbours) : IEventLogReader
{
    public Task<long> HeadAsync(TenantScope asked, CancellationToken cancellationToken) =>
        Of(asked).HeadAsync(asked, cancellationToken);

    public IAsyncEnumerable<LogEntry> ReadAsync(TenantScope asked, long after, int limit, CancellationToken cancellationToken) =>
        Of(asked).ReadAsync(asked, after, limit, cancellationToken);

    private IEventLogReader Of(TenantScope asked) => asked.Id == tenant.Id ? log : neighbours;
}
