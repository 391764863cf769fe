using System.Runtime.CompilerServices;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Series;

/// <summary>What one thread has of one scan.</summary>
internal sealed class ScanState : IDisposable
{
    private readonly ScanTask _task;
    private readonly QueryRun _run;
    private readonly ScanReader _reader;
    private readonly CellArray<bool>? _seen;
    private readonly Action<HitColumns> _take;
    private readonly PlainScan? _plain;
    private SlotLayout _layout;
    private HitTape? _tape;

    /// <param name="task">The scan and what is wanted of it.</param>
    /// <param name="run">The question.</param>
    /// <param name="selected">The rows that it looks at.</param>
    public ScanState(ScanTask task, QueryRun run, SelectedRows selected)
    {
        (_task, _run, _layout, _take) = (task, run, task.Layout, Take);
        var scan = task.Scan;
        _reader = new ScanReader(scan, task.Cohort, selected);
        _seen = scan.Groups is null ? null : new CellArray<bool>(run);
        _tape = task.KeepsTape ? new HitTape(run, scan.Numbers.Count, scan.Values.Count) : null;
        Figures = task.Create(run);
        _plain = PlainScan.For(task);
    }

    /// <summary>In the order of the task's specs.</summary>
    public Figures[] Figures { get; private set; }

    /// <summary>Whether the hits can be replayed.</summary>
    public bool HasTape => _tape is { IsWhole: true };

    /// <summary>Groups with a hit, marked.</summary>
    public ReadOnlySpan<bool> Seen => _seen is null ? [] : _seen.Span;

    /// <summary>Takes a shard in.</summary>
    public void Add(ShardRows rows, ShardSessions? sessions)
    {
        if (_plain is null || !_plain.TryAdd(rows, _reader.Buckets, Figures[0], _seen))
            _reader.Read(rows, sessions, _take);
    }

    /// <summary>Goes through the kept hits again for the figures that the task wants now.</summary>
    public void Replay()
    {
        foreach (var figures in Figures)
            figures.Dispose();
        _layout = _task.Layout;
        Figures = _task.Create(_run);
        var tape = _tape!;
        _tape = null;
        tape.Replay(_reader.Columns, Place);
        tape.Dispose();
    }

    /// <summary>Adds another thread's part.</summary>
    public void Merge(ScanState other)
    {
        for (var i = 0; i < Figures.Length; i++)
            Figures[i].Merge(other.Figures[i]);
        if (_seen is null)
            return;
        _seen.Ensure(other._seen!.Count);
        for (var group = 0; group < other._seen.Count; group++)
            _seen[group] |= other._seen[group];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _plain?.Dispose();
        _seen?.Dispose();
        _tape?.Dispose();
        foreach (var figures in Figures)
            figures.Dispose();
    }

    private void Take(HitColumns hits)
    {
        if (_seen is not null)
            See(hits);
        _tape?.Add(hits);
        Place(hits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void See(HitColumns hits)
    {
        var groups = hits.Groups.AsSpan(0, hits.Count);
        var most = 0;
        foreach (var group in groups)
            most = Math.Max(most, group);
        _seen!.Ensure(most + 1);
        var seen = _seen.Span;
        foreach (var group in groups)
            seen[group] = true;
    }

    private void Place(HitColumns hits)
    {
        var slots = Math.Max(_layout.Place(hits), _layout.FixedSlots);
        if (hits.Count == 0)
            return;
        foreach (var figures in Figures)
            figures.Add(hits, slots * _layout.Width);
    }
}
