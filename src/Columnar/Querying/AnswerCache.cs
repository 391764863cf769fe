using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// Answers as of a position of a tenant's log, bounded in bytes, the least recently asked for going first. An answer
/// is served again only to its tenant, and only as long as nothing was added to its log.
/// </summary>
/// <param name="most">Bytes; 0 keeps nothing.</param>
internal sealed class AnswerCache(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AnswerKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>What it holds, about, bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The answer to a question at a position; null when it is not known.</summary>
    public object? Find(AnswerKey key, long position)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node) || node.Value.Position != position)
                return null;
            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Keeps an answer in place of an older one to the same question.</summary>
    /// <param name="key">Whose and which question.</param>
    /// <param name="position">Of the log that was seen.</param>
    /// <param name="answer">Immutable.</param>
    /// <param name="bytes">About.</param>
    public void Keep(AnswerKey key, long position, object answer, long bytes)
    {
        if (bytes > most)
            return;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var known))
                Remove(known);
            _entries[key] = _byUse.AddLast(new Entry(key, position, answer, bytes));
            Bytes += bytes;
            while (Bytes > most)
                Remove(_byUse.First!);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        Bytes -= node.Value.Bytes;
    }

    private sealed record Entry(AnswerKey Key, long Position, object Answer, long Bytes);
}

/// <param name="Tenant">Whose data.</param>
/// <param name="Question">The canonical form of what was asked.</param>
/// <param name="SessionGap">Longest silence within a session when it was asked, milliseconds.</param>
internal readonly record struct AnswerKey(TenantId Tenant, string Question, long SessionGap);
