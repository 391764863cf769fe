using System.Globalization;
using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Shards;

/// <summary>What a test knows of a row: which event it is, and whose it counts as.</summary>
internal sealed record KnownRow(LoggedEvent Event, uint OwnId, uint Actor, bool IsBot);

/// <summary>
/// A few segments of random events and, for each, what a plain list says of them. The number property <c>n</c>
/// names the event.
/// </summary>
internal sealed class RandomStore : IDisposable
{
    private readonly Random _random;
    private readonly BatchEncoder _encoder = new();
    private readonly double _step;   // seconds

    /// <summary>Seed, segments, actors.</summary>
    public static TheoryData<int, int, int> Sizes => new(
        from seed in Enumerable.Range(1, 12)
        select (seed, seed % 5 + 1, seed % 3 == 0 ? 3 : 40));

    public RandomStore(int seed, int segments, int actors)
    {
        _random = new Random(seed);
        // From a minute to decades, so that times need 0 to 8 low bits.
        _step = new[] { 0.25, 0.25, 99_999.937, 3_000_000.019 }[seed % 4];
        Snapshot = new Snapshot([]);
        long position = 0;
        for (var i = 0; i < segments; i++)
        {
            var batch = Enumerable.Range(0, 1 + _random.Next(300)).Select(_ => Next(++position, actors)).ToList();
            Events.AddRange(batch);
            var segment = _encoder.Encode(Snapshot, batch);
            Replace(new Snapshot([.. Snapshot.Segments, segment]));
            segment.Release();
        }
    }

    public List<LoggedEvent> Events { get; } = [];

    public Snapshot Snapshot { get; private set; }

    public uint Property(string name) => Snapshot.Property(name);

    /// <summary>All rows, none moved.</summary>
    public List<KnownRow> Rows()
    {
        var codes = Snapshot.Dictionary(DictionaryId.Actors);
        return [.. Events.Select(logged => logged.Actor is null ? 0 : codes.Find(logged.Actor))
            .Zip(Events, (actor, logged) => new KnownRow(logged, actor, actor, logged.IsBot))];
    }

    /// <summary>Erases rows of some actors, moves those of others to other actors or to bots; the log stays.</summary>
    public List<KnownRow> MoveAndErase(int changes)
    {
        var rows = Rows();
        var excluded = Snapshot.Segments.Select(_ => new List<RowRange>()).ToList();
        var moved = new List<MovedRun>();
        var codes = Snapshot.Dictionary(DictionaryId.Actors).Count;
        foreach (var actor in Enumerable.Range(1, codes).OrderBy(_ => _random.Next()).Take(changes).Select(code => (uint)code))
        {
            var (to, isBot, erased) = ((uint)_random.Next(1, codes + 1), _random.Next(3) == 0, _random.Next(3) == 0);
            for (var i = 0; i < Snapshot.Segments.Length; i++)
            {
                var segment = Snapshot.Segments[i];
                foreach (var wasBot in new[] { false, true })
                    foreach (var run in Runs(segment, wasBot).Where(run => segment.Actors[run] == actor))
                    {
                        var (from, end) = ((int)segment.ActorStarts[run], (int)segment.ActorStarts[run + 1]);
                        excluded[i].Add(new RowRange(from, end));
                        if (!erased)
                            moved.Add(new MovedRun(isBot || wasBot, to, i, from, end));
                    }
            }
            rows = [.. rows.Where(row => !erased || row.OwnId != actor)
                .Select(row => row.OwnId == actor ? row with { Actor = to, IsBot = isBot || row.IsBot } : row)];
        }
        var overlay = new Overlay(
            [.. excluded.Select(rows => rows.OrderBy(row => row.From).ToArray())],
            [.. moved.OrderBy(run => run.IsBot).ThenBy(run => run.Actor).ThenBy(run => run.Segment).ThenBy(run => run.From)]);
        Replace(new Snapshot(Snapshot.Segments, overlay));
        return rows;
    }

    /// <summary>Puts one segment in the place of several.</summary>
    public void Merge(Range segments)
    {
        var (start, count) = segments.GetOffsetAndLength(Snapshot.Segments.Length);
        var bytes = new NativeBuffer<byte>();
        using (var merge = new SegmentMerge(Snapshot, segments, CancellationToken.None))
            merge.Write(new NativeSink(bytes));
        var merged = new Segment(new NativeSegmentMemory(bytes));
        Replace(new Snapshot(Snapshot.Segments.RemoveRange(start, count).Insert(start, merged)));
        merged.Release();
    }

    public void Dispose()
    {
        Snapshot.Dispose();
        _encoder.Dispose();
    }

    private static IEnumerable<int> Runs(Segment segment, bool bots)
    {
        var (from, to) = segment.Runs(bots);
        return Enumerable.Range(from, to - from);
    }

    private void Replace(Snapshot next)
    {
        Snapshot.Dispose();
        Snapshot = next;
    }

    private LoggedEvent Next(long position, int actors)
    {
        var properties = new List<string> { $"\"n\":{position}" };
        if (_random.Next(2) == 0)
            properties.Add(string.Create(CultureInfo.InvariantCulture, $"\"amount\":{_random.Next(1000) / 100m}"));
        if (_random.Next(60) == 0)
            properties.Add($"\"amount\":123456789012345678");
        if (_random.Next(3) > 0)
            properties.Add($"\"color\":\"c{_random.Next(5)}\"");
        if (_random.Next(30) == 0)
            properties.Add("\"rare\":\"x\"");
        if (_random.Next(3) == 0)
            properties.Add($"\"open\":{(_random.Next(2) == 0 ? "true" : "false")}");
        if (_random.Next(3) == 0)
            properties.Add($"\"large\":{(_random.Next(2) == 0 ? _random.Next(-9, 900_000) : _random.NextInt64(1L << (position < 200 ? 30 : 59)))}");
        if (_random.Next(5) > 0)
            properties.Add($"\"word\":\"w{_random.Next(700)}\"");
        return TestEvents.Event(
            $"name-{_random.Next(4)}",
            _random.Next(8) == 0 ? null : $"actor-{_random.Next(actors)}",
            _random.Next(200) * _step,
            $"{{{string.Join(',', properties)}}}",
            _random.Next(3) == 0 ? $"session-{_random.Next(4)}" : null,
            _random.Next(2) == 0 ? _random.Next(3) : null,
            $"{_random.Next(100):d2}-{position}") with { Position = position, IsBot = _random.Next(15) == 0 };
    }
}
