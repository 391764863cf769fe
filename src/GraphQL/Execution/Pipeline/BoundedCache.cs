using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// Values by bytes, at most a given number of them. When it is full, one sweep drops what was not asked for since the
/// sweep before, so that a flood of new keys does not push out those in use.
/// </summary>
internal sealed class BoundedCache<T>(int capacity) where T : class
{
    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(ByteKeyComparer.Instance);
    private readonly Lock _sweep = new();

    public int Count => _entries.Count;

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out T? value)
    {
        var found = _entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var entry);
        if (found && !entry!.Used)
            entry.Used = true;
        value = entry?.Value;
        return found;
    }

    public void Add(ReadOnlySpan<byte> key, T value)
    {
        if (capacity <= 0)
            return;
        if (_entries.Count >= capacity)
            Sweep();
        _entries[key.ToArray()] = new Entry(value);
    }

    private void Sweep()
    {
        lock (_sweep)
        {
            foreach (var (key, entry) in _entries)
                if (entry.Used)
                    entry.Used = false;
                else
                    _entries.TryRemove(key, out _);
            // Everything was in use: half of it must go all the same.
            foreach (var (key, _) in _entries.Take(_entries.Count >= capacity ? capacity / 2 + 1 : 0))
                _entries.TryRemove(key, out _);
        }
    }

    private sealed class Entry(T value)
    {
        public T Value { get; } = value;

        public bool Used { get; set; }
    }
}
