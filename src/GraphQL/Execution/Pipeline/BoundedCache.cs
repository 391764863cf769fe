using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// Values by bytes, at most a given number of them and of bytes of their keys. When it is full, one sweep drops what was not asked for since the
/// sweep before, so that a flood of new keys does not push out those in use.
/// </summary>
internal sealed class BoundedCache<T>(int capacity, long maxBytes) where T : class
{
    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(ByteKeyComparer.Instance);
    private readonly Lock _sweep = new();

    private long _bytes;

    public int Count => _entries.Count;

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out T? value)
    {
        var found = _entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var entry);
        if (found && !entry!.Used)
            entry.Used = true;
        value = entry?.Value;
        return found;
    }

    /// <summary>Keeps a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    /// <param name="valueBytes">Bytes that it counts beside those of its key.</param>
    public void Add(ReadOnlySpan<byte> key, T value, int valueBytes = 0)
    {
        var bytes = key.Length + valueBytes;
        if (capacity <= 0 || bytes > maxBytes)
            return;
        if (IsFull(bytes))
            Sweep(bytes);
        if (_entries.TryAdd(key.ToArray(), new Entry(value, bytes)))
            Interlocked.Add(ref _bytes, bytes);
    }

    private bool IsFull(int more) => _entries.Count >= capacity || Interlocked.Read(ref _bytes) + more > maxBytes;

    private void Sweep(int more)
    {
        lock (_sweep)
        {
            // Somebody else swept while this one waited.
            if (!IsFull(more))
                return;
            foreach (var (key, entry) in _entries)
                if (entry.Used)
                    entry.Used = false;
                else
                    Remove(key);
            // Nearly everything was in use: half of it must go all the same.
            if (!IsFull(more))
                return;
            foreach (var (key, _) in _entries)
                if (_entries.Count > capacity / 2 || Interlocked.Read(ref _bytes) > maxBytes / 2)
                    Remove(key);
        }
    }

    private void Remove(byte[] key)
    {
        if (_entries.TryRemove(key, out var entry))
            Interlocked.Add(ref _bytes, -entry.Bytes);
    }

    private sealed class Entry(T value, int bytes)
    {
        public T Value { get; } = value;

        public int Bytes { get; } = bytes;

        public bool Used { get; set; }
    }
}
