using Analytics.Domain.Access;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Api.Tests.Collection;

/// <summary>
/// The log takes an event of one id only once anyway, and says DUPLICATE from then on: an answer ACCEPTED that comes twice
/// is the answer of before.
/// </summary>
public sealed class TrackIdempotencyTests(PostgresFixture postgres)
{
    private const string Accepted =
        """{"data":{"track":{"accepted":1,"results":[{"status":"ACCEPTED"}],"errors":[]}}}""";
    private const string Duplicate =
        """{"data":{"track":{"accepted":0,"results":[{"status":"DUPLICATE"}],"errors":[]}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_with_one_key_on_two_hosts_have_one_effect_and_one_answer()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var first = await TrackHost.StartAsync(tenants);
        await using var second = await TrackHost.StartAsync(tenants);
        var key = await first.IssueAsync(tenants.Here);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(index =>
            (index % 2 == 0 ? first : second).TrackAsync(key, "k")));

        Assert.Contains(Accepted, answers);
        Assert.All(answers, answer => Assert.True(
            answer == Accepted || answer.Contains("\"IDEMPOTENCY_IN_PROGRESS\"", StringComparison.Ordinal), answer));
        Assert.Equal(Accepted, await first.TrackAsync(key, "k"));
        Assert.Equal(Accepted, await second.TrackAsync(key, "k"));
        Assert.Equal(Duplicate, await second.TrackAsync(key, null));
    }

    [Fact]
    public async Task Key_stands_for_one_request()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var host = await TrackHost.StartAsync(tenants);
        var key = await host.IssueAsync(tenants.Here);
        Assert.Equal(Accepted, await host.TrackAsync(key, "k"));

        Assert.Contains("\"IDEMPOTENCY_KEY_REUSED\"", await host.TrackAsync(key, "k", "other"), StringComparison.Ordinal);
        Assert.Equal(Duplicate, await host.TrackAsync(key, "k2"));
    }

    [Fact]
    public async Task Keys_of_two_tenants_and_of_two_callers_never_meet()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var host = await TrackHost.StartAsync(tenants);
        Assert.Equal(Accepted, await host.TrackAsync(await host.IssueAsync(tenants.Here), "k"));

        Assert.Equal(Accepted, await host.TrackAsync(await host.IssueAsync(tenants.There), "k"));
        Assert.Equal(Duplicate, await host.TrackAsync(await host.IssueAsync(tenants.Here), "k"));
    }

    [Fact]
    public async Task Who_may_not_send_is_refused_with_a_key_as_without()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var host = await TrackHost.StartAsync(tenants);
        var reader = await host.IssueAsync(tenants.Here, ApiKeyScopes.Query);

        Assert.Contains("\"AUTH_NOT_AUTHENTICATED\"", await host.TrackAsync(null, "k"), StringComparison.Ordinal);
        Assert.Contains("\"AUTH_NOT_AUTHORIZED\"", await host.TrackAsync(reader, "k"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_that_found_the_queue_full_is_tried_again_under_its_key()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var host = await TrackHost.StartAsync(tenants, ("EventLog:QueueLength", "1"), ("EventLog:Writers", "1"));
        var key = await host.IssueAsync(tenants.Here);
        await using var owner = new NpgsqlConnection(tenants.OwnerConnectionString);
        await owner.OpenAsync(Token);
        await using var transaction = await owner.BeginTransactionAsync(Token);
        await using (var hold = new NpgsqlCommand("lock table event_ids in access exclusive mode", owner))
            await hold.ExecuteNonQueryAsync(Token);

        var sent = Enumerable.Range(0, 8).Select(async index => (Key: $"k{index}", Answer: await host.TrackAsync(key, $"k{index}")))
            .ToList();
        var busy = await await Task.WhenAny(sent);
        await transaction.RollbackAsync(Token);
        await Task.WhenAll(sent);

        Assert.Contains("\"COLLECTION_BUSY\"", busy.Answer, StringComparison.Ordinal);
        Assert.Equal(Duplicate, await host.TrackAsync(key, busy.Key));
    }
}
