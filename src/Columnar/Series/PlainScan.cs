using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>
/// The shortest way for the questions that look at every event of a range and nothing but its name, time and actor:
/// events by bucket and name, and distinct actors by bucket. One a thread.
/// </summary>
internal sealed unsafe class PlainScan : IDisposable
{
    private readonly bool _byName;
    private readonly int _names;
    private readonly bool _actors;
    private readonly int _width;
    private readonly uint[]? _called;
    private readonly NativeBuffer<uint> _counts = new();
    private readonly NativeBuffer<int> _who = new();
    private readonly NativeBuffer<int> _when = new();

    private PlainScan(int names, bool actors, int width, uint[]? called = null) =>
        (_byName, _names, _actors, _width, _called) = (names > 0, Math.Max(1, names), actors, width, called);

    /// <returns>Null for tasks that need more.</returns>
    public static PlainScan? For(ScanTask task)
    {
        var scan = task.Scan;
        if (!scan.Selector.IsAnyEvent || task.Cohort is not null || task.KeepsTape || task.Specs.Count != 1
            || task.Layout.FixedSlots != 0 || task.Layout.Width != scan.Buckets.Count)
            return null;
        var byName = scan.Groups is { Dimensions: [{ Scope: PropertyScope.EventName }] };
        if (scan.Groups is not null && !byName)
            return null;
        return task.Specs[0] switch
        {
            { Kind: FigureKind.Events, SomebodyOnly: false } =>
                new PlainScan(byName ? scan.Groups!.Count : 0, actors: false, task.Layout.Width,
                    byName ? scan.Groups!.Dimensions[0].CalledNames : null),
            { Kind: FigureKind.Actors } when !byName => new PlainScan(0, actors: true, task.Layout.Width),
            _ => null,
        };
    }

    /// <summary>Takes a shard in.</summary>
    /// <returns>False when it has to be taken in the long way.</returns>
    public bool TryAdd(ShardRows rows, TimeBuckets buckets, Figures figures, CellArray<bool>? seen)
    {
        if (rows.Rows == 0)
            return true;
        if (rows.Names.Width != 1 || !buckets.TryMap(rows.Times, out var map))
            return false;
        if (_actors)
            AddActors(rows, map, (DistinctFigures)figures);
        else
            AddEvents(rows, map, (CountFigures)figures, seen);
        return true;
    }

    public void Dispose()
    {
        _counts.Dispose();
        _who.Dispose();
        _when.Dispose();
    }

    private void AddEvents(ShardRows rows, in CoarseMap map, CountFigures figures, CellArray<bool>? seen)
    {
        var table = _names * map.Width;
        _counts.Reset(2 * table);
        BucketKernel.Count(_byName ? rows.Names.Bytes : null, rows.Times.High, rows.Rows, map, _counts.Pointer, table);
        for (var name = 0; name < _names; name++)
            for (var bucket = 0; bucket < _width; bucket++)
            {
                var cell = (name * map.Width) + bucket;
                var events = _counts[cell] + (long)_counts[table + cell];
                if (events == 0)
                    continue;
                var called = _called is null ? name : (int)_called[name];
                figures.Add((called * _width) + bucket, events);
                seen?.Ensure(called + 1);
                if (seen is not null)
                    seen[called] = true;
            }
    }

    private void AddActors(ShardRows rows, in CoarseMap map, DistinctFigures figures)
    {
        if (rows.IsNobody)
            return;
        _who.Clear();
        _when.Clear();
        _who.Append(rows.Rows + 1);
        _when.Append(rows.Rows + 1);
        fixed (uint* starts = rows.Starts)
        {
            var found = BucketKernel.Changes(
                rows.Times.High, starts, rows.Actors.Length, map, _who.Pointer, _when.Pointer);
            figures.Mark(rows.Actors, _who.Span[..found], _when.Span[..found]);
        }
    }
}
