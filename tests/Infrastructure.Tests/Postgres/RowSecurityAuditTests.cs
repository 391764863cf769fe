using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres;

public sealed class RowSecurityAuditTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_migrated_database_keeps_tenants_apart() =>
        Assert.Empty(await RowSecurityAudit.FindingsAsync(await postgres.CreateDatabaseAsync()));

    [Fact]
    public async Task A_partition_made_later_is_protected_too()
    {
        var database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(database, "select create_event_partition('1999-12-31')");

        Assert.Empty(await RowSecurityAudit.FindingsAsync(database));
    }

    [Theory]
    [InlineData("create table notes (tenant_id uuid)", "public.notes has row security not enabled and forced")]
    [InlineData("create table notes (text text)", "public.notes has no tenant_id")]
    [InlineData("create view every as select * from events", "public.every is a view or foreign table: row-level security does not hold in it")]
    [InlineData("alter table orders no force row level security", "public.orders has row security not enabled and forced")]
    [InlineData("alter policy tenant on orders using (true)", "public.orders lacks the policy 'tenant' for all commands and roles")]
    [InlineData("alter policy tenant on orders with check (true)", "public.orders lacks the policy 'tenant' for all commands and roles")]
    [InlineData("create policy more on orders using (true)", "unexpected policy: orders more ALL {public}")]
    [InlineData("create table p partition of events for values from ('1980-01-01') to ('1980-02-01')", "public.p has row security not enabled and forced")]
    [InlineData("select create_event_partition('1980-01-01'); grant select on events_1980_01 to analytics_app", "analytics_app has SELECT on the partition public.events_1980_01")]
    [InlineData("grant truncate on events to analytics_app", "analytics_app has TRUNCATE on public.events: row-level security does not hold for it")]
    [InlineData("grant select on orders to public", "PUBLIC has SELECT on public.orders")]
    [InlineData("grant select on api_keys to analytics_projector", "analytics_projector reads public.api_keys, which is not the log")]
    [InlineData("grant insert on events to analytics_projector", "analytics_projector may write public.events")]
    [InlineData("alter default privileges in schema public grant select on tables to analytics_app", "analytics_app is granted tables that are yet to be made")]
    [InlineData("create function f() returns int language sql security definer as 'select 1'; revoke execute on function f from public", "f runs as its owner without a fixed search_path")]
    [InlineData("create function f() returns int language sql security definer set search_path = pg_catalog, pg_temp as 'select 1'", "f runs as its owner for everybody")]
    public async Task A_hole_is_reported(string hole, string finding)
    {
        var database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(database, hole);

        Assert.Contains(finding, await RowSecurityAudit.FindingsAsync(database));
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
