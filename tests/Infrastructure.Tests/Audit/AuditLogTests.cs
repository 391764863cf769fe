using Analytics.Domain.Audit;
using Analytics.Infrastructure.Audit;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Audit;

public sealed class AuditLogTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string> _nothing = [];

    private readonly FakeTime _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tenant_reads_its_own_entries_and_no_other()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var log = Log(tenants);
        await log.AppendAsync(tenants.Here, new AuditEntry("key_issued", "someone", "k1", _nothing), Token);
        await log.AppendAsync(tenants.There, new AuditEntry("key_revoked", "other", "k2", _nothing), Token);
        await log.AppendAsync(null, new AuditEntry("sign_in_failed", null, null, _nothing), Token);

        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        Assert.Equal(["key_issued"], await ActionsAsync(lease.Connection));
        await using var outside = await tenants.Roles.App.OpenConnectionAsync(Token);
        Assert.Empty(await ActionsAsync(outside));
    }

    [Fact]
    public async Task Entry_keeps_what_it_was_given()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var detail = new Dictionary<string, string> { ["path"] = "/graphql", ["quote"] = "\"'\\" };
        await Log(tenants).AppendAsync(tenants.Here, new AuditEntry("acted_in_tenant", "root", "t", detail), Token);

        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await using var command = new NpgsqlCommand(
            "select actor, target, detail->>'path', detail->>'quote', occurred_at from audit_log", lease.Connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal(("root", "t", "/graphql", "\"'\\"),
            (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        Assert.Equal(_clock.GetUtcNow(), reader.GetFieldValue<DateTimeOffset>(4));
    }

    [Theory]
    [InlineData("update audit_log set actor = 'nobody'")]
    [InlineData("delete from audit_log")]
    [InlineData("truncate audit_log")]
    public async Task Entry_cannot_be_changed_or_taken_back(string attempt)
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await Log(tenants).AppendAsync(tenants.Here, new AuditEntry("key_issued", "someone", "k1", _nothing), Token);

        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await using var command = new NpgsqlCommand(attempt, lease.Connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("there")]
    [InlineData(null)]
    public async Task Tenant_writes_no_entry_of_another_or_of_the_platform(string? whose)
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await using var command = new NpgsqlCommand(AuditSql.Append, lease.Connection);
        foreach (var value in (object?[])
            [Guid.NewGuid(), whose is null ? null : tenants.There.Id.Value, _clock.GetUtcNow(), "a", "b", "c"])
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = "{}", NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        command.Parameters[1].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Strange_names_are_stored_shortened_and_without_nul()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var actor = "a\0b" + string.Concat(Enumerable.Repeat("\U0001F600", 400));
        await Log(tenants).AppendAsync(tenants.Here, new AuditEntry("key_issued", actor, null, _nothing), Token);

        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await using var command = new NpgsqlCommand("select actor from audit_log", lease.Connection);
        var stored = (string)(await command.ExecuteScalarAsync(Token))!;
        Assert.StartsWith("a\ufffdb\U0001F600", stored, StringComparison.Ordinal);
        Assert.Equal(499, stored.Length);   // not half a smiley
    }

    private AuditLog Log(TwoTenants tenants) => new(tenants.Roles, tenants.Connections, _clock);

    private static async Task<List<string>> ActionsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select action from audit_log order by id", connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var actions = new List<string>();
        while (await reader.ReadAsync(Token))
            actions.Add(reader.GetString(0));
        return actions;
    }
}
