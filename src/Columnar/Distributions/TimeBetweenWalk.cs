using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Distributions;

/// <summary>One thread's part of a question about the time between events.</summary>
internal sealed unsafe class TimeBetweenWalk(TimeBetweenScope scope) : IDistributionWalk<long>
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.IncludeBots);
    private readonly HitBlock _hits = new(scope.Cohort, findsActors: scope.Groups is not null);
    private readonly GroupReader? _groups = scope.Groups is null ? null : new GroupReader(scope.Groups.Space);
    private readonly int[] _read = new int[HitBlock.Most];
    private readonly NativeBuffer<ulong> _starts = new();
    private readonly NativeBuffer<ulong> _ends = new();

    /// <summary>Milliseconds.</summary>
    public DistributionFacts<long> Facts { get; } = new(scope.Run, scope.Groups is not null, addsUp: false);

    /// <summary>Takes the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        _starts.Clear();
        _ends.Clear();
        var words = RowBitsKernel.Words(rows.Rows);
        if (rows.Rows == 0 || !scope.Starts.Select(rows, _starts.Append(words)))
            return;
        scope.Ends.Select(rows, _ends.Append(words));
        _hits.Start(rows, _starts.Pointer, words);
        // Behind the start that was looked at last: where the actor's next end is, and where the actor's events end.
        var (actor, last, end) = (-1, 0, -1);
        while (_hits.Next())
        {
            _groups?.Read(_hits, _read);
            Facts.Reserve(_hits.Count);
            for (var i = 0; i < _hits.Count; i++)
            {
                var row = (int)_hits.Rows[i];
                while (row >= last)
                    (last, end) = ((int)rows.Starts[++actor + 1], -1);
                // No end lies between two starts that wait for the same one: each row is looked at once.
                if (end <= row)
                    end = RowBitsKernel.First(_ends.Span, row + 1, last);
                Take(rows, row, end < last ? end : -1, _read[i], rows.Actors[actor]);
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _hits.Dispose();
        _starts.Dispose();
        _ends.Dispose();
        Facts.Dispose();
    }

    private void Take(ShardRows rows, int row, int end, int group, uint actor)
    {
        if (end >= 0 && rows.Times.At(end) - rows.Times.At(row) is var time && time <= scope.Window)
            Facts.Add(time, group, actor);
        else
            Facts.Miss(group);
    }
}
