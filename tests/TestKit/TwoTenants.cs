using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Tenancy;

namespace Analytics.TestKit;

/// <summary>A database of its own with two tenants: what is done for the one must not show at the other.</summary>
public sealed class TwoTenants : IAsyncDisposable
{
    private TwoTenants(string owner, RoleDataSources roles, TimeProvider clock)
    {
        OwnerConnectionString = owner;
        Roles = roles;
        Connections = new TenantConnections(roles);
        Store = new TenantStore(roles, Connections, clock);
    }

    /// <summary>For looking past row-level security in a test.</summary>
    public string OwnerConnectionString { get; }

    public RoleDataSources Roles { get; }

    public TenantConnections Connections { get; }

    public TenantStore Store { get; }

    public TenantScope Here { get; private set; } = null!;

    public TenantScope There { get; private set; } = null!;

    /// <param name="postgres">The server.</param>
    /// <param name="options">More of an Npgsql connection string, e.g. <c>Maximum Pool Size=1</c>; null for none.</param>
    /// <param name="clock">Null for the machine's.</param>
    public static async Task<TwoTenants> CreateAsync(
        PostgresFixture postgres, string? options = null, TimeProvider? clock = null)
    {
        var owner = await postgres.CreateDatabaseAsync();
        var tenants = new TwoTenants(owner, new RoleDataSources($"{owner};{options}"), clock ?? TimeProvider.System);
        tenants.Here = await tenants.AddAsync("here");
        tenants.There = await tenants.AddAsync("there");
        return tenants;
    }

    /// <summary>A further tenant, in UTC and euros.</summary>
    public async Task<TenantScope> AddAsync(string identifier)
    {
        var tenant = new TenantInfo(
            new TenantId(Guid.CreateVersion7()), identifier, $"Tenant {identifier}", TimeZoneInfo.Utc, "EUR",
            DayOfWeek.Monday, RawRetentionMonths: null);
        await Store.SaveAsync(tenant, CancellationToken.None);
        return await new OpenTenant(Store).ExecuteAsync(tenant.Id, CancellationToken.None)
            ?? throw new InvalidOperationException($"The tenant {identifier} was saved and is not found.");
    }

    public ValueTask DisposeAsync() => Roles.DisposeAsync();
}
