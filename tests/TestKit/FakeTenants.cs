using System.Collections.Concurrent;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>Tenants in memory, for tests of what lies above the store.</summary>
public sealed class FakeTenants : ITenantStore
{
    private readonly ConcurrentDictionary<TenantId, TenantInfo> _tenants = new();

    /// <summary>A further tenant, in UTC and euros.</summary>
    public async Task<TenantScope> AddAsync(string identifier, TimeSpan? sessionGap = null, Guid? id = null)
    {
        var tenant = new TenantInfo(
            new TenantId(id ?? Guid.CreateVersion7()), identifier, $"Tenant {identifier}", TimeZoneInfo.Utc, "EUR",
            DayOfWeek.Monday, RawRetentionMonths: null)
        {
            SessionGap = sessionGap ?? TimeSpan.FromMinutes(30),
        };
        await SaveAsync(tenant, CancellationToken.None);
        return (await new OpenTenant(this).ExecuteAsync(tenant.Id, CancellationToken.None))!;
    }

    public Task<TenantInfo?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        Task.FromResult(_tenants.GetValueOrDefault(id));

    public Task<TenantInfo?> FindAsync(string identifier, CancellationToken cancellationToken) =>
        Task.FromResult(_tenants.Values.FirstOrDefault(tenant => tenant.Identifier == identifier));

    public Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TenantInfo>>([.. _tenants.Values]);

    public Task SaveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        _tenants[tenant.Id] = tenant;
        return Task.CompletedTask;
    }
}
