using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>Takes blocks of hits, with the code of each hit's name and its time.</summary>
internal interface IPropertyTally
{
    void Add(HitBlock hits, ReadOnlySpan<int> names, ReadOnlySpan<long> times);
}

/// <summary>Reads the hits of a question, block by block. One a thread.</summary>
internal sealed unsafe class PropertyScan(QueryRun run, RowSelector selector, ShardReader reader, ActorSet? cohort)
    : IDisposable
{
    private readonly HitBlock _hits = new(cohort, findsActors: false);
    private readonly NativeBuffer<ulong> _bits = new();
    private readonly int[] _names = new int[HitBlock.Most];
    private readonly long[] _times = new long[HitBlock.Most];

    public void Read(RowShard shard, IPropertyTally tally)
    {
        var rows = reader.Read(shard);
        run.Take(rows.Rows);
        _bits.Clear();
        var bits = _bits.Append(RowBitsKernel.Words(rows.Rows));
        if (rows.Rows == 0 || !selector.Select(rows, bits))
            return;
        _hits.Start(rows, _bits.Pointer, _bits.Count);
        while (_hits.Next())
        {
            HitValues.Names(rows.Names, _hits.Rows, _names);
            for (var i = 0; i < _hits.Count; i++)
                _times[i] = rows.Times.At((int)_hits.Rows[i]);
            tally.Add(_hits, _names.AsSpan(0, _hits.Count), _times.AsSpan(0, _hits.Count));
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        _hits.Dispose();
        _bits.Dispose();
    }
}
