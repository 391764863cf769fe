namespace Analytics.Benchmarks.Behaviour;

/// <summary>The most that the managed heap held while it was watched.</summary>
internal sealed class HeapWatch : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);

    private readonly Timer _timer;
    private long _allocated;
    private long _committed;

    public HeapWatch() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, _interval);

    /// <summary>Objects, dead ones that no collection has met included; MB.</summary>
    public double Allocated => _allocated / 1e6;

    /// <summary>What the collector has taken from the system, as of a collection; MB.</summary>
    public double Committed => _committed / 1e6;

    public void Dispose()
    {
        _timer.Dispose();
        Look();
        // Without a collection nothing is known of what was taken from the system.
        GC.Collect();
        _committed = Math.Max(_committed, GC.GetGCMemoryInfo().TotalCommittedBytes);
    }

    private void Look()
    {
        _allocated = Math.Max(_allocated, GC.GetTotalMemory(forceFullCollection: false));
        _committed = Math.Max(_committed, GC.GetGCMemoryInfo().TotalCommittedBytes);
    }
}
