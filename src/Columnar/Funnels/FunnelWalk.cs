using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's part of a funnel: how many of its actors reach each step, and when.</summary>
internal sealed class FunnelWalk : IDisposable
{
    private readonly HitScan _scan;
    private readonly long _window;
    private readonly int[] _positions;
    private readonly long[] _reached;

    public FunnelWalk(Snapshot snapshot, EventMatch match, FunnelDefinition funnel)
    {
        var steps = funnel.Steps.Length;
        _scan = new HitScan(snapshot, match, null, wholeActors: false);
        _window = (long)Math.Floor(funnel.Window.TotalMilliseconds);
        (_positions, _reached, Actors) = (new int[steps], new long[steps], new long[steps]);
        FromPrevious = [.. Enumerable.Range(0, steps).Select(_ => new NativeBuffer<long>())];
        FromFirst = [.. Enumerable.Range(0, steps).Select(_ => new NativeBuffer<long>())];
    }

    /// <summary>By step.</summary>
    public long[] Actors { get; }

    /// <summary>By step: milliseconds from the step before, one an actor.</summary>
    public NativeBuffer<long>[] FromPrevious { get; }

    /// <summary>By step: milliseconds from the first step, one an actor.</summary>
    public NativeBuffer<long>[] FromFirst { get; }

    public long RowsScanned => _scan.RowsScanned;

    /// <summary>Follows the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var hits = _scan.Read(fromActor, toActor);
        while (!hits.IsEmpty)
        {
            var end = 1;
            while (end < hits.Length && hits[end].Actor == hits[0].Actor)
                end++;
            AddActor(hits[..end]);
            hits = hits[end..];
        }
    }

    public void Dispose()
    {
        _scan.Dispose();
        foreach (var times in FromPrevious.Concat(FromFirst))
            times.Dispose();
    }

    private void AddActor(ReadOnlySpan<Hit> hits)
    {
        var depth = FunnelKernel.FurthestAttempt(hits, Actors.Length, _window, _positions, _reached);
        for (var step = 0; step < depth; step++)
        {
            Actors[step]++;
            if (step == 0)
                continue;
            FromPrevious[step].Add(_reached[step] - _reached[step - 1]);
            FromFirst[step].Add(_reached[step] - _reached[0]);
        }
    }
}
