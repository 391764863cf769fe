using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres;

public sealed class TenantConnectionsTests(PostgresFixture postgres)
{
    private const string OnePooledConnection = "Maximum Pool Size=1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_tenant_select_sees_no_rows_and_insert_fails()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await AddCustomerAsync(tenants, "alice");
        await using var connection = await tenants.Roles.App.OpenConnectionAsync(Token);

        foreach (var table in (string[])["tenants", "api_keys", "events", "event_ids", "log_heads", "entities", "imports", "import_errors", "pending_imports", "orders"])
            Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {table}"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, Insert(tenants, "bob")));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_lease_sees_and_writes_its_own_tenant_alone()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await AddCustomerAsync(tenants, "alice");
        await using var there = await tenants.Connections.LeaseAsync(tenants.There, Token);

        Assert.Equal(0L, await ScalarAsync(there.Connection, "select count(*) from entities"));
        Assert.Equal("there", await ScalarAsync(there.Connection, "select string_agg(identifier, ' ') from tenants"));
        Assert.Equal(0L, await ScalarAsync(
            there.Connection, "with d as (delete from entities returning 1) select count(*) from d"));
        await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(there.Connection, Insert(tenants, "bob")));
    }

    [Fact]
    public async Task A_lease_that_is_not_committed_leaves_nothing_behind()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using (var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token))
            await ScalarAsync(lease.Connection, Insert(tenants, "alice"));

        await using var again = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        Assert.Equal(0L, await ScalarAsync(again.Connection, "select count(*) from entities"));
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData("select set_config('analytics.tenant', current_setting('analytics.tenant'), false)")]
    [InlineData("set session analytics.tenant = '00000000-0000-0000-0000-000000000001'")]
    [InlineData("set role none")]
    public async Task The_next_user_of_a_pooled_connection_has_no_tenant_and_the_app_role(string statement)
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres, OnePooledConnection);
        int session;
        await using (var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token))
        {
            session = (int)(await ScalarAsync(lease.Connection, "select pg_backend_pid()"))!;
            await ScalarAsync(lease.Connection, statement);
            await lease.CommitAsync(Token);
        }

        await using var next = await tenants.Roles.App.OpenConnectionAsync(Token);
        Assert.Equal(session, await ScalarAsync(next, "select pg_backend_pid()"));
        Assert.Equal("", await ScalarAsync(next, "select coalesce(current_setting('analytics.tenant', true), '')"));
        Assert.Equal("analytics_app", await ScalarAsync(next, "select current_user::text"));
    }

    [Fact]
    public async Task A_lease_that_fails_to_open_gives_its_connection_back()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres, OnePooledConnection);
        for (var i = 0; i < 3; i++)
        {
            using var gone = new CancellationTokenSource();
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => tenants.Connections.LeaseAsync(tenants.Here, gone.Token));
        }

        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        Assert.Equal(1, await ScalarAsync(lease.Connection, "select 1"));
    }

    [Theory]
    [InlineData("No Reset On Close=true")]
    [InlineData("Multiplexing=true")]
    public void Settings_that_would_mix_tenants_are_refused(string setting) =>
        Assert.Throws<ArgumentException>(() => new RoleDataSources($"Host=localhost;{setting}"));

    [Fact]
    public async Task The_projector_reads_the_log_of_all_tenants_and_nothing_else()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var connection = await tenants.Roles.Projector.OpenConnectionAsync(Token);

        Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from events"));
        foreach (var sql in (string[])["select 1 from entities", "select 1 from api_keys", "select all_tenants()",
            "delete from events", "select create_event_partition('2001-01-01')"])
            await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, sql));
    }

    private static async Task AddCustomerAsync(TwoTenants tenants, string id)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await ScalarAsync(lease.Connection, Insert(tenants, id));
        await lease.CommitAsync(Token);
    }

    private static string Insert(TwoTenants tenants, string id) =>
        $"insert into entities values ('{tenants.Here.Id}', 'customers', '{id}', '{{}}', '{{}}', 'test', now())";

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
