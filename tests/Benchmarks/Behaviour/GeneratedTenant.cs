using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.TestKit;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>A generated log and where the stores that hold it lie.</summary>
internal sealed class GeneratedTenant : IDisposable
{
    private GeneratedTenant(RecordFile file) => File = file;

    public RecordFile File { get; }

    public int Events => File.Events;

    /// <summary>Our store's directory.</summary>
    public string Directory => Path.ChangeExtension(File.Path, "store");

    /// <summary>Generates the log unless it was done before.</summary>
    public static GeneratedTenant Of(int events) =>
        new(RecordFile.Open(Repository.Path(".data", "bench-columnar"), events));

    /// <summary>Builds our store anew, compacts and closes it.</summary>
    /// <param name="settled">Looks at the store as the engine's policy leaves it.</param>
    /// <returns>Seconds until the whole log was visible, processor seconds of it, and seconds that compacting took.</returns>
    public async Task<(double Visible, double Processor, double Compact)> BuildAsync(Func<EngineStore, Task>? settled = null)
    {
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
        var (busy, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await using var store = await OpenAsync();
        await store.FollowAsync();
        var visible = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
        await store.SettleAsync();
        if (settled is not null)
            await settled(store);
        started = Stopwatch.GetTimestamp();
        await store.CompactAsync();
        return (visible, processor, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Whether our store is there, of this format, and whole.</summary>
    public async Task<bool> IsBuiltAsync()
    {
        await using var store = await OpenAsync();
        using var snapshot = await store.AcquireAsync();
        return snapshot.Position == File.Count;
    }

    /// <summary>Opens our store as it lies on disk.</summary>
    public Task<EngineStore> OpenAsync() => EngineStore.OpenAsync(Directory, new GeneratedLog(File));

    public void Dispose() => File.Dispose();
}
