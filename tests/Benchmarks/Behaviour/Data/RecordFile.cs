using System.Runtime.InteropServices;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>The generated log on disk: <see cref="EventRecord"/>s in the order in which they arrived.</summary>
internal sealed class RecordFile : IDisposable
{
    /// <summary>A change of what is generated takes the next number: older files are made anew.</summary>
    private const int Version = 2;

    private static readonly int _bytes = Marshal.SizeOf<EventRecord>();

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;

    private RecordFile(string path, int events)
    {
        _file = File.OpenHandle(path);
        (Path, Events, Count) = (path, events, RandomAccess.GetLength(_file) / _bytes);
    }

    public string Path { get; }

    public int Events { get; }

    /// <summary>Records, events and others.</summary>
    public long Count { get; }

    /// <summary>Opens the log of so many events; makes it when it is missing.</summary>
    public static RecordFile Open(string directory, int events)
    {
        Directory.CreateDirectory(directory);
        var path = System.IO.Path.Combine(directory, FormattableString.Invariant($"log-v{Version}-{events}.bin"));
        if (!File.Exists(path))
        {
            var started = TimeProvider.System.GetTimestamp();
            new ArrivalOrder(events).Write(path + ".part");
            File.Move(path + ".part", path);
            // What generating leaves behind is not the engine's.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var took = TimeProvider.System.GetElapsedTime(started);
            Console.WriteLine(FormattableString.Invariant($"generated {events:N0} events in {took.TotalSeconds:F1} s"));
        }
        return new RecordFile(path, events);
    }

    /// <summary>Fills the buffer from a record on.</summary>
    /// <returns>Records read; fewer than asked for at the end.</returns>
    public int Read(long from, Span<EventRecord> records)
    {
        var bytes = MemoryMarshal.AsBytes(records);
        var read = 0;
        while (read < bytes.Length
               && RandomAccess.Read(_file, bytes[read..], from * _bytes + read) is > 0 and var more)
            read += more;
        return read / _bytes;
    }

    public void Dispose() => _file.Dispose();
}
