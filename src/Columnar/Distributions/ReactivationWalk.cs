using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Distributions;

/// <summary>One thread's part of a question about returns after a silence.</summary>
internal sealed unsafe class ReactivationWalk(ReactivationScope scope) : IDistributionWalk<long>
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.IncludeBots);
    private readonly HitBlock _hits = new(scope.Cohort);
    private readonly GroupReader? _groups = scope.Groups is null ? null : new GroupReader(scope.Groups.Space);
    private readonly int[] _read = new int[HitBlock.Most];
    private readonly NativeBuffer<ulong> _bits = new();
    private uint _actor;
    private long _before;

    /// <summary>Silences, milliseconds.</summary>
    public DistributionFacts<long> Facts { get; } = new(scope.Run, scope.Groups is not null, addsUp: false);

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        _bits.Clear();
        if (rows.Rows == 0 || !scope.Activity.Select(rows, _bits.Append(RowBitsKernel.Words(rows.Rows))))
            return;
        _hits.Start(rows, _bits.Pointer, _bits.Count);
        while (_hits.Next())
        {
            _groups?.Read(_hits, _read);
            var before = Facts.Values.Count;
            for (var i = 0; i < _hits.Count; i++)
                Take(_hits.Actors[i], rows.Times.At((int)_hits.Rows[i]), _read[i]);
            Facts.Reserve(Facts.Values.Count - before);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _hits.Dispose();
        _bits.Dispose();
        Facts.Dispose();
    }

    private void Take(uint actor, long time, int group)
    {
        if (actor == _actor && time >= scope.From && time - _before >= scope.Idle)
            Facts.Add(time - _before, group, actor);
        (_actor, _before) = (actor, time);
    }
}
