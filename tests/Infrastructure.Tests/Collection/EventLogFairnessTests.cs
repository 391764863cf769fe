using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

/// <summary>One tenant or key sends more than the log takes; the others do not notice.</summary>
public sealed class EventLogFairnessTests(PostgresFixture postgres)
{
    private static readonly Guid _noisy = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid _quiet = new("00000000-0000-0000-0000-000000000002");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_whose_commit_is_held_up_fills_its_share_alone_and_others_are_written_meanwhile()
    {
        await using var log = await LogFixture.CreateAsync(postgres, new EventLogOptions { QueueLength = 400 });
        await log.AppendAsync(log.Here, Events.New("warm"));
        List<Task<Result<AppendOutcome>>> flood;
        await using (await log.HoldCommitsAsync(log.Here))
        {
            var first = log.Log.AppendAsync(log.Here, [Events.New("first")], Token);
            await EventLogTests.WaitUntilACommitIsHeldAsync(log);
            flood = [first, .. Enumerable.Range(0, 1_000).Select(i =>
                log.Log.AppendAsync(log.Here, Append(_noisy, Events.New($"n{i}")), Token))];
            Assert.Equal(900, flood.Count(append => append.IsCompleted));   // refused: a quarter of 400 waits

            // Another key of the same tenant still finds a place, and another tenant is written at once.
            flood.Add(log.Log.AppendAsync(log.Here, Append(_quiet, Events.New("quiet")), Token));
            for (var i = 0; i < 20; i++)
                Assert.Equal(i + 1, (await log.AppendAsync(log.There, Events.New($"{i}"))).Position);
            Assert.Equal(102, flood.Count(append => !append.IsCompleted));
        }

        var outcomes = await Task.WhenAll(flood);
        Assert.Equal(102, outcomes.Count(outcome => outcome.IsSuccess));
        Assert.All(outcomes.Where(outcome => !outcome.IsSuccess), outcome =>
            Assert.Equal("COLLECTION_BUSY", outcome.Problem!.Code));
        Assert.Equal(103, (await log.ReadAsync(log.Here)).Count);
    }

    [Fact]
    public async Task A_key_that_sends_little_is_written_before_the_backlog_of_another_key_of_its_tenant()
    {
        var options = new EventLogOptions { QueueLength = 100_000, CommitSize = 1_000, Writers = 1 };
        await using var log = await LogFixture.CreateAsync(postgres, options);
        await log.AppendAsync(log.Here, Events.New("warm"));
        Task<Result<AppendOutcome>> quiet;
        List<Task<Result<AppendOutcome>>> backlog;
        await using (await log.HoldCommitsAsync(log.Here))
        {
            var first = log.AppendAsync(log.Here, Events.New("first"));
            await EventLogTests.WaitUntilACommitIsHeldAsync(log);
            backlog = [.. Enumerable.Range(0, 40).Select(i => log.Log.AppendAsync(
                log.Here, Append(_noisy, [.. Enumerable.Range(0, 500).Select(j => Events.New($"{i}-{j}"))]), Token))];
            quiet = log.Log.AppendAsync(log.Here, Append(_quiet, Events.New("quiet")), Token);
        }

        // Of 20,000 that wait longer, one commit at most goes first.
        Assert.InRange((await quiet).Value.Position, 3, 1_503);
        Assert.All(await Task.WhenAll(backlog), outcome => Assert.True(outcome.IsSuccess));
    }

    private static LogAppend Append(Guid key, params NewEvent[] events) => new(events) { KeyId = key };
}
