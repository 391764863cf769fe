using System.Text;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.Infrastructure.Idempotency;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Idempotency;

public sealed class IdempotencyStoreTests(PostgresFixture postgres)
{
    private static readonly IdempotencyEntry _entry = new("caller", "key", "pay", "request");

    private readonly FakeTime _clock = new();
    private readonly IdempotencyOptions _options = new() { MaxEntries = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_requests_on_two_nodes_one_takes_a_key_and_the_others_see_it_taken()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var otherNode = new RoleDataSources(tenants.OwnerConnectionString);
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(async index =>
            await Store(tenants.Here, index % 2 == 0 ? tenants.Roles : otherNode).ClaimAsync(_entry, Token)));

        Assert.Single(claims, claim => claim.State == IdempotencyState.Claimed);
        Assert.Equal(19, claims.Count(claim => claim.State == IdempotencyState.InProgress));
    }

    [Fact]
    public async Task Answer_is_repeated_byte_for_byte_on_another_node_and_to_the_same_request_only()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var otherNode = new RoleDataSources(tenants.OwnerConnectionString);
        await AnswerAsync(Store(tenants.Here, tenants.Roles), _entry, """{"total": 5}""");

        var again = await Store(tenants.Here, otherNode).ClaimAsync(_entry, Token);
        Assert.Equal(
            (IdempotencyState.Completed, """{"total": 5}"""), (again.State, Encoding.UTF8.GetString(again.Answer.Span)));
        Assert.Equal(IdempotencyState.Mismatch, await StateAsync(tenants, _entry with { RequestHash = "other" }));
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { Partition = "other" }));
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { Field = "other" }));
    }

    [Fact]
    public async Task Keys_of_two_tenants_never_meet()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await AnswerAsync(Store(tenants.Here, tenants.Roles), _entry, "1");

        var there = Store(tenants.There, tenants.Roles);
        Assert.Equal(IdempotencyState.Claimed, (await there.ClaimAsync(_entry, Token)).State);
        await there.ReleaseAsync(_entry, Token);
        Assert.Equal(0L, await CountAsync(tenants, tenants.There));
        Assert.Equal(IdempotencyState.Completed, await StateAsync(tenants, _entry));
    }

    [Fact]
    public async Task Key_of_a_process_that_died_is_free_for_the_same_request_once_its_deadline_has_passed()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var dead = Store(tenants.Here, tenants.Roles);
        await dead.ClaimAsync(_entry, Token);
        _clock.Advance(_options.ClaimTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(IdempotencyState.InProgress, await StateAsync(tenants, _entry));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(IdempotencyState.Mismatch, await StateAsync(tenants, _entry with { RequestHash = "other" }));
        var heir = Store(tenants.Here, tenants.Roles);
        Assert.Equal(IdempotencyState.Claimed, (await heir.ClaimAsync(_entry, Token)).State);
        Assert.Equal(IdempotencyState.InProgress, await StateAsync(tenants, _entry));

        // It was only slow: what it says now is no longer heard.
        await dead.ReleaseAsync(_entry, Token);
        await dead.CompleteAsync(_entry, "\"dead\""u8.ToArray(), Token);
        await heir.CompleteAsync(_entry, "\"heir\""u8.ToArray(), Token);
        await dead.CompleteAsync(_entry, "\"dead\""u8.ToArray(), Token);
        Assert.Equal("\"heir\"", Encoding.UTF8.GetString(
            (await Store(tenants.Here, tenants.Roles).ClaimAsync(_entry, Token)).Answer.Span));
    }

    [Fact]
    public async Task Key_given_back_is_free_for_any_request()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = Store(tenants.Here, tenants.Roles);
        await store.ClaimAsync(_entry, Token);
        await store.ReleaseAsync(_entry, Token);

        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { RequestHash = "other" }));
    }

    [Fact]
    public async Task Key_may_be_any_text()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        string[] keys = ["\0", "\ud800", "\udfff", "\ufffd", new('k', 255), "it's", "%"];
        foreach (var key in keys)
            Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { Key = key }));
        // Where one text ends and the next begins is part of the name.
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, new("ab", "c", "d", "request")));
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, new("a", "bc", "d", "request")));
    }

    [Fact]
    public async Task Old_keys_are_forgotten_before_they_are_deleted_and_each_tenant_keeps_a_bounded_number()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await AnswerAsync(Store(tenants.There, tenants.Roles), _entry, "0");
        await AnswerAsync(Store(tenants.Here, tenants.Roles), _entry, "0");
        _clock.Advance(_options.Lifetime - TimeSpan.FromSeconds(10));
        await PurgeAsync(tenants);
        Assert.Equal((1L, 1L), (await CountAsync(tenants, tenants.Here), await CountAsync(tenants, tenants.There)));

        foreach (var key in (string[])["a", "b", "c", "d", "e"])
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await AnswerAsync(Store(tenants.Here, tenants.Roles), _entry with { Key = key }, "1");
        }
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { RequestHash = "other" }));
        await PurgeAsync(tenants);

        Assert.Equal((4L, 0L), (await CountAsync(tenants, tenants.Here), await CountAsync(tenants, tenants.There)));
        Assert.Equal(IdempotencyState.Completed, await StateAsync(tenants, _entry with { Key = "c" }));
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(tenants, _entry with { Key = "b" }));
    }

    private async Task PurgeAsync(TwoTenants tenants)
    {
        var job = new PurgeIdempotencyKeysJob(
            new OpenTenant(tenants.Store), tenants.Connections, _options, _clock,
            new JobRuns(tenants.Connections, new JobHistory(tenants.Connections, _clock), _clock), NullLogger<PurgeIdempotencyKeysJob>.Instance);
        await job.PurgeAsync(tenants.Here, Token);
        await job.PurgeAsync(tenants.There, Token);
    }

    private IdempotencyStore Store(TenantScope tenant, RoleDataSources roles) =>
        new(tenant, new TenantConnections(roles), _options, _clock);

    private static async Task AnswerAsync(IdempotencyStore store, IdempotencyEntry entry, string answer)
    {
        Assert.Equal(IdempotencyState.Claimed, (await store.ClaimAsync(entry, Token)).State);
        await store.CompleteAsync(entry, Encoding.UTF8.GetBytes(answer), Token);
    }

    private async Task<IdempotencyState> StateAsync(TwoTenants tenants, IdempotencyEntry entry) =>
        (await Store(tenants.Here, tenants.Roles).ClaimAsync(entry, Token)).State;

    private static async Task<long> CountAsync(TwoTenants tenants, TenantScope tenant)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand("select count(*) from idempotency_keys", lease.Connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
