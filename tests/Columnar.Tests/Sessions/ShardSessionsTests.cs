using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;
using Analytics.Columnar.Tests.Shards;

namespace Analytics.Columnar.Tests.Sessions;

/// <summary>Sessions of random shards are those that going from event to event finds.</summary>
public sealed class ShardSessionsTests
{
    public static TheoryData<int, int, int, double> Stores => new(
        from seed in Enumerable.Range(1, 15)
        select (seed, seed % 4 + 1, seed % 3 == 0 ? 3 : 30, new[] { 0, 0.25, 1, 5 }[seed % 4]));

    [Theory]
    [MemberData(nameof(Stores))]
    public void Rows_are_in_the_session_that_their_event_goes_on_in(int seed, int segments, int actors, double gap)
    {
        using var store = new RandomStore(seed, segments, actors);
        var rows = store.MoveAndErase(1);
        var columns = new ShardColumns { Sessions = true };
        columns.AddNumbers(store.Property("n"));
        using var reader = new ShardReader(store.Snapshot, columns, includeBots: true);
        using var sessions = new ShardSessions((long)(gap * 1_000));

        var shard = reader.Read(1, uint.MaxValue);
        sessions.Number(shard);

        var byPosition = rows.ToDictionary(row => row.Event.Position);
        var events = Enumerable.Range(0, shard.Rows)
            .Select(row => byPosition[shard.Numbers(store.Property("n"))[row]]).ToList();
        var numbers = Expected(events, gap, out var returning);
        Assert.Equal(numbers, Actual(sessions));
        Assert.Equal(returning.Count > 0, sessions.HasReturns);
        Assert.Equal(events.Select(one => returning.Contains(one.Actor)), numbers.Select(sessions.MayReturn));
    }

    [Fact]
    public void Many_sessions_of_one_actor_are_told_apart()
    {
        using var sent = new SentSessions();
        for (uint number = 0; number < 1_000; number++)
            sent.Add(number * 7 + 1, number);

        Assert.All(Enumerable.Range(0, 1_000), number =>
            Assert.True(sent.TryGet((ulong)number * 7 + 1, out var found) && found == number));
        Assert.False(sent.TryGet(2, out _));
        sent.Clear();
        Assert.False(sent.TryGet(1, out _));
    }

    // Numbers as the sessions begin.
    private static List<uint> Expected(List<KnownRow> events, double gap, out HashSet<uint> returning)
    {
        var numbers = new List<uint>();
        var sent = new Dictionary<(uint Actor, string Id), uint>();
        (returning, uint next) = ([], 0);
        for (var i = 0; i < events.Count; i++)
        {
            var (one, before) = (events[i], i > 0 && events[i - 1].Actor == events[i].Actor ? events[i - 1] : null);
            if (one.Event.SessionId is { } id)
            {
                if (!sent.TryGetValue((one.Actor, id), out var known))
                    sent.Add((one.Actor, id), known = next++);
                else if (numbers[^1] != known)
                    returning.Add(one.Actor);
                numbers.Add(known);
            }
            else if (before is null || (one.Event.OccurredAt - before.Event.OccurredAt).TotalSeconds > gap)
                numbers.Add(next++);
            else
                numbers.Add(numbers[^1]);
        }
        return numbers;
    }

    private static List<uint> Actual(ShardSessions sessions)
    {
        var numbers = new List<uint>();
        for (var stretch = 0; stretch < sessions.Sessions.Length; stretch++)
            for (var row = sessions.Starts[stretch]; row < sessions.Starts[stretch + 1]; row++)
                numbers.Add(sessions.Sessions[stretch]);
        Assert.Equal(numbers.Distinct().Count(), sessions.Count);
        return numbers;
    }
}
