using System.Runtime.CompilerServices;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Lifecycle;

/// <summary>One thread's part of a question about the buckets in which actors are active.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="sink">Takes each actor.</param>
internal sealed unsafe class ActivityWalk<TSink>(ActivityScope scope, TSink sink) : IDisposable
    where TSink : IActivitySink
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.IncludeBots);
    private readonly TimeBuckets _buckets = new(scope.Edges);
    private readonly HitBlock _hits = new(scope.Cohort);
    private readonly int[] _read = new int[HitBlock.Most];
    private readonly NativeBuffer<ulong> _bits = new();

    // Who was active when, an actor's buckets one after the other.
    private readonly NativeBuffer<int> _who = new();
    private readonly NativeBuffer<int> _when = new();

    public TSink Sink { get; } = sink;

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        if (rows.Rows == 0)
            return;
        _who.Clear();
        _when.Clear();
        if (scope.IsPlain && _buckets.TryMap(rows.Times, out var map))
            FindAll(rows, map);
        else
            FindSelected(rows);
        HandOn();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _buckets.Dispose();
        _hits.Dispose();
        _bits.Dispose();
        _who.Dispose();
        _when.Dispose();
    }

    private void FindAll(ShardRows rows, in CoarseMap map)
    {
        _who.Append(rows.Rows + 1);
        _when.Append(rows.Rows + 1);
        fixed (uint* starts = rows.Starts)
        {
            var found = BucketKernel.Changes(
                rows.Times.High, starts, rows.Actors.Length, map, _who.Pointer, _when.Pointer);
            _who.Cut(found);
            _when.Cut(found);
        }
    }

    private void FindSelected(ShardRows rows)
    {
        _bits.Clear();
        var words = RowBitsKernel.Words(rows.Rows);
        if (!scope.Selector.Select(rows, _bits.Append(words)))
            return;
        _hits.Start(rows, _bits.Pointer, words);
        var (actor, bucket) = (0, -1);
        while (_hits.Next())
        {
            _buckets.Of(rows.Times, _hits.Rows, _read);
            var actors = _hits.Actors;
            for (var i = 0; i < actors.Length; i++)
            {
                if ((int)actors[i] == actor && _read[i] == bucket)
                    continue;
                (actor, bucket) = ((int)actors[i], _read[i]);
                _who.Add(actor);
                _when.Add(bucket);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void HandOn()
    {
        var who = _who.Span;
        var when = _when.Span;
        for (var from = 0; from < who.Length;)
        {
            var to = from + 1;
            while (to < who.Length && who[to] == who[from])
                to++;
            Sink.Add(when[from..to]);
            from = to;
        }
    }
}
