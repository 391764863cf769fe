using System.Runtime.CompilerServices;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Correlations;

/// <summary>One thread's actors by what they did before the goal: all names in one pass.</summary>
internal sealed unsafe class CorrelationWalk : IDisposable
{
    private readonly CorrelationScope _scope;
    private readonly ShardReader _reader;
    private readonly HitBlock _hits;
    private readonly int[] _read = new int[HitBlock.Most];
    private readonly NativeBuffer<ulong> _events = new();
    private readonly NativeBuffer<ulong> _goals = new();
    private readonly uint[]? _called;

    // By the code of what an event is called: the last actor who did it, and how many did.
    private readonly uint[] _last;
    private readonly long[] _did;
    private readonly long[] _converted;

    public CorrelationWalk(CorrelationScope scope)
    {
        _scope = scope;
        _reader = new ShardReader(scope.Run.Snapshot, scope.Columns, scope.Query.IncludeBots);
        _hits = new HitBlock(scope.Cohort);
        var names = scope.Run.Snapshot.Names.Count + 1;
        scope.Run.Reserve(names * 20L);
        (_last, _did, _converted) = (new uint[names], new long[names], new long[names]);
        _called = scope.Run.Snapshot.Names.Called;
    }

    /// <summary>With any event.</summary>
    public long Actors { get; private set; }

    /// <summary>Those who reached the goal.</summary>
    public long Converted { get; private set; }

    /// <summary>By the code of a name: actors who did it.</summary>
    public ReadOnlySpan<long> Did => _did;

    /// <summary>Those of them who reached the goal.</summary>
    public ReadOnlySpan<long> DidAndConverted => _converted;

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        _scope.Run.Take(rows.Rows);
        _events.Clear();
        _goals.Clear();
        var words = RowBitsKernel.Words(rows.Rows);
        if (rows.Rows == 0 || !_scope.Events.Select(rows, _events.Append(words)))
            return;
        var any = _scope.Goals.Select(rows, _goals.Append(words));
        _hits.Start(rows, _events.Pointer, words);
        var (run, end, goal) = (-1, 0, 0);
        while (_hits.Next())
        {
            HitValues.Names(rows.Names, _hits.Rows, _read);
            Count(rows, any, ref run, ref end, ref goal);
        }
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(CorrelationWalk other)
    {
        Actors += other.Actors;
        Converted += other.Converted;
        for (var name = 0; name < _did.Length; name++)
            (_did[name], _converted[name]) = (_did[name] + other._did[name], _converted[name] + other._converted[name]);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _hits.Dispose();
        _events.Dispose();
        _goals.Dispose();
    }

    // An actor's rows end before one row, and his goal is another one: the same where he did not reach it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ShardRows rows, bool any, ref int run, ref int end, ref int goal)
    {
        var found = _hits.Rows;
        var actors = _hits.Actors;
        for (var i = 0; i < found.Length; i++)
        {
            var row = (int)found[i];
            if (row >= end)
            {
                while (row >= end)
                    end = (int)rows.Starts[++run + 1];
                goal = any ? RowBitsKernel.First(_goals.Span, row, end) : end;
                Actors++;
                Converted += goal < end ? 1 : 0;
            }
            if (row >= goal)
                continue;
            var name = _called is null ? (uint)_read[i] : _called[_read[i]];
            if (_last[name] == actors[i])
                continue;
            _last[name] = actors[i];
            _did[name]++;
            _converted[name] += goal < end ? 1 : 0;
        }
    }
}
