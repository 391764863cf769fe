using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Collection;

/// <summary>Sent again in any way, an event is in the log once.</summary>
public sealed class EventLogIdempotenceTests(PostgresFixture postgres)
{
    private const string Id = "0190163d-8694-739b-aea5-966c26f8ad91";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_was_lost_after_the_commit_leaves_one_copy_and_tells_the_sender_so()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await using var proxy = new LossyProxy(new NpgsqlConnectionStringBuilder(log.Tenants.OwnerConnectionString));
        await using var roles = new RoleDataSources(proxy.ConnectionString);
        await using var node = NodeOf(log, roles);
        await node.AppendAsync(log.Here, [Events.New("warm")], Token);

        proxy.LoseNextAnswerToCommit();
        var outcome = await node.AppendAsync(log.Here, [Events.New("a"), Events.New("b")], Token);

        Assert.Equal(1, proxy.Lost);
        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Duplicate], outcome.Value.Events);
        Assert.Equal(3, outcome.Value.Position);
        Assert.Equal(["warm", "a", "b"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
    }

    [Fact]
    public async Task Sent_at_once_to_several_nodes_with_other_times_an_id_is_accepted_by_one()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var nodes = Enumerable.Range(0, 4).Select(_ => log.OpenLog()).ToList();

        for (var i = 0; i < 25; i++)
        {
            var outcomes = await Task.WhenAll(nodes.Select((node, month) =>
                node.AppendAsync(log.Here, [Events.New($"{i}", Events.Noon.AddMonths(-month))], Token)));
            Assert.Single(outcomes, outcome => outcome.Value.Events[0] == AppendStatus.Written);
            Assert.Equal(3, outcomes.Count(outcome => outcome.Value.Events[0] == AppendStatus.Duplicate));
        }

        foreach (var node in nodes)
            await node.DisposeAsync();
        Assert.Equal(25, (await log.ReadAsync(log.Here)).Count);
    }

    [Fact]
    public async Task A_node_that_was_started_again_knows_what_was_written_before()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var before = log.OpenLog();
        await before.AppendAsync(log.Here, [Events.New(Id)], Token);
        await before.DisposeAsync();

        await using var after = log.OpenLog();
        var outcome = await after.AppendAsync(log.Here, [Events.New(Id, Events.Noon.AddDays(40))], Token);

        Assert.Equal(AppendStatus.Duplicate, Assert.Single(outcome.Value.Events));
    }

    [Theory]
    [InlineData("order-1", "Order-1")]
    [InlineData(Id, "0190163D-8694-739B-AEA5-966C26F8AD91")]
    [InlineData(Id, "0190163d8694739baea5966c26f8ad91")]
    public async Task Ids_are_compared_as_text_so_that_another_spelling_is_another_event(string id, string spelling)
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        var first = await log.AppendAsync(log.Here, Events.New(id), Events.New(spelling));
        var again = await log.AppendAsync(log.Here, Events.New(spelling), Events.New(id));

        Assert.Equal([true, true], first.Accepted);
        Assert.Equal([false, false], again.Accepted);
    }

    [Fact]
    public async Task While_the_database_ends_its_sessions_again_and_again_what_is_acknowledged_is_written_once()
    {
        await using var log = await LogFixture.CreateAsync(postgres, new EventLogOptions { Writers = 2 });
        using var over = new CancellationTokenSource();
        var senders = new[] { log.Here, log.There }.Select(tenant => SendAsync(log, tenant, over.Token)).ToList();
        for (var i = 0; i < 8; i++)
        {
            await log.AsOwnerAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
            await Task.Delay(TimeSpan.FromMilliseconds(100), Token);
        }

        await over.CancelAsync();
        foreach (var (tenant, acknowledged) in await Task.WhenAll(senders))
            Assert.Equal(acknowledged, (await log.ReadAsync(tenant)).Select(entry => entry.EventId));
    }

    // In their order; each is sent again until it has an answer.
    private static async Task<(TenantScope Tenant, List<string> Acknowledged)> SendAsync(
        LogFixture log, TenantScope tenant, CancellationToken over)
    {
        var acknowledged = new List<string>();
        while (!over.IsCancellationRequested)
        {
            var id = $"e{acknowledged.Count}";
            try
            {
                await log.AppendAsync(tenant, Events.New(id));
                acknowledged.Add(id);
            }
            catch (NpgsqlException)
            {
                // Not acknowledged.
            }
        }

        return (tenant, acknowledged);
    }

    private static EventLog NodeOf(LogFixture log, RoleDataSources roles) => new(
        roles, log.Heads, Options.Create(new EventLogOptions { Writers = 1 }), TimeProvider.System,
        NullLogger<EventLog>.Instance);
}
