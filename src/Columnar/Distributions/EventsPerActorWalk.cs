using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Distributions;

/// <summary>One thread's part of a question about events per actor.</summary>
internal sealed unsafe class EventsPerActorWalk(EventsPerActorScope scope) : IDistributionWalk<Int128>
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.IncludeBots);
    private readonly HitBlock _hits = new(scope.Cohort);
    private readonly GroupReader? _groups = scope.Groups is null ? null : new GroupReader(scope.Groups.Space);
    private readonly NumberReader? _numbers = scope.Numbers is null ? null : new NumberReader(scope.Numbers);
    private readonly int[] _read = new int[HitBlock.Most];
    private readonly long[] _values = new long[HitBlock.Most];
    private readonly byte[] _scales = new byte[HitBlock.Most];
    private readonly NativeBuffer<ulong> _bits = new();

    // One more than where a group's value of some actor stands: the present one's if that is not before his first.
    private readonly CellArray<int> _places = new(scope.Run);
    private uint _actor;
    private int _first;

    /// <summary>Numbers of events, or sums in units of the smallest digit that a number can have: those of 1.7e20 are
    /// refused rather than wrong.</summary>
    public DistributionFacts<Int128> Facts { get; } = new(scope.Run, scope.Groups is not null, addsUp: true);

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        _bits.Clear();
        if (rows.Rows == 0 || !scope.Events.Select(rows, _bits.Append(RowBitsKernel.Words(rows.Rows))))
            return;
        _hits.Start(rows, _bits.Pointer, _bits.Count);
        while (_hits.Next())
        {
            _groups?.Read(_hits, _read);
            _numbers?.Read(_hits, _values, _scales);
            var before = Facts.Values.Count;
            for (var i = 0; i < _hits.Count; i++)
                Take(_hits.Actors[i], _read[i], _numbers is null ? 1 : Units(i));
            Facts.Reserve(Facts.Values.Count - before);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _hits.Dispose();
        _bits.Dispose();
        _places.Dispose();
        Facts.Dispose();
    }

    private Int128 Units(int hit) => _values[hit] == SegmentFormat.NoNumber
        ? 0
        : (Int128)_values[hit] * PowersOfTen.AsLong(DecimalText.MaxDigits - _scales[hit]);

    private void Take(uint actor, int group, Int128 value)
    {
        if (actor != _actor)
            (_actor, _first) = (actor, Facts.Values.Count);
        _places.Ensure(group + 1);
        ref var place = ref _places[group];
        if (place > _first)
        {
            Facts.Values[place - 1] = checked(Facts.Values[place - 1] + value);
            return;
        }
        Facts.Add(value, group, actor);
        place = Facts.Values.Count;
    }
}
