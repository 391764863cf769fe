using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Funnels;

/// <summary>What one thread's counted attempts add up to.</summary>
internal sealed class FunnelTally : IDisposable
{
    /// <summary>Stands for a step that was not taken.</summary>
    public const long NotTaken = long.MinValue;

    private readonly NativeBuffer<long> _counts = new();
    private readonly NativeBuffer<StepTime>[] _times;
    private readonly BucketIndex? _trend;
    private readonly int _steps;
    private readonly bool _wantsTimes;

    public FunnelTally(FunnelPlan plan)
    {
        (_steps, _trend, _wantsTimes) = (plan.Steps.Length, plan.Trend, plan.Funnel.Times);
        _times = [.. Enumerable.Range(0, _steps).Select(_ => new NativeBuffer<StepTime>())];
        if (_trend is not null)
            (Entered, Converted) = (new long[_trend.Count], new long[_trend.Count]);
    }

    /// <summary>Attempts that took each step: group after group, step after step.</summary>
    public ReadOnlySpan<long> Counts => _counts.Span;

    /// <summary>Counted attempts by the bucket of their start; empty without a trend.</summary>
    public long[] Entered { get; } = [];

    /// <summary>Those of them that took the last step.</summary>
    public long[] Converted { get; } = [];

    /// <summary>Memory that it takes, bytes.</summary>
    public unsafe long Bytes
    {
        get
        {
            var bytes = _counts.Count * (long)sizeof(long);
            foreach (var times in _times)
                bytes += times.Count * (long)sizeof(StepTime);
            return bytes;
        }
    }

    /// <summary>How long the counted attempts took to a step, from the second one on.</summary>
    public ReadOnlySpan<StepTime> Times(int step) => _times[step].Span;

    /// <summary>Adds an attempt of which nothing but its steps counts.</summary>
    /// <param name="group">The group of its breakdown value; 0 without a breakdown.</param>
    /// <param name="reached">It took so many, each of the first ones.</param>
    public void Add(int group, int reached)
    {
        Grow(group);
        for (var step = 0; step < reached; step++)
            _counts[(group * _steps) + step]++;
    }

    /// <summary>Adds a counted attempt.</summary>
    /// <param name="group">The group of its breakdown value; 0 without a breakdown.</param>
    /// <param name="taken">When it took each step, milliseconds; <see cref="NotTaken"/> where it did not.</param>
    public void Add(int group, ReadOnlySpan<long> taken)
    {
        Grow(group);
        var before = taken[0];
        for (var step = 0; step < taken.Length; step++)
        {
            if (taken[step] == NotTaken)
                continue;
            _counts[(group * _steps) + step]++;
            if (step > 0 && _wantsTimes)
                _times[step].Add(new StepTime(group, taken[step] - before, taken[step] - taken[0]));
            before = taken[step];
        }
        if (_trend is null)
            return;
        var bucket = _trend.Of(taken[0]);
        Entered[bucket]++;
        if (taken[^1] != NotTaken)
            Converted[bucket]++;
    }

    public void Dispose()
    {
        _counts.Dispose();
        foreach (var times in _times)
            times.Dispose();
    }

    private void Grow(int group)
    {
        var missing = checked((group + 1) * _steps) - _counts.Count;
        if (missing > 0)
            _counts.Append(missing).Clear();
    }
}

/// <summary>How long one attempt took to a step, milliseconds.</summary>
/// <param name="Group">Of its breakdown value.</param>
/// <param name="FromPrevious">From the step that it took before.</param>
/// <param name="FromFirst">From its first step.</param>
internal readonly record struct StepTime(int Group, long FromPrevious, long FromFirst);
