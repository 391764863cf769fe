using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Cohorts;

/// <summary>Lists actors in ordinal order of their ids.</summary>
internal static class ActorList
{
    /// <param name="snapshot">Knows the ids.</param>
    /// <param name="actors">Whom, by their codes, each once.</param>
    /// <param name="after">The id before the first; null for none.</param>
    /// <param name="limit">Most of them.</param>
    public static ImmutableArray<string> Of(Snapshot snapshot, IEnumerable<uint> actors, string? after, int limit)
    {
        if (limit == 0)
            return [];
        var ids = snapshot.Dictionary(DictionaryId.Actors);
        var last = after is null ? [] : System.Text.Encoding.UTF8.GetBytes(after);
        // The greatest of those kept is at the head, and goes when a smaller one comes.
        var kept = new PriorityQueue<uint, uint>(
            Comparer<uint>.Create((left, right) => Compare(ids[right], ids[left])));
        foreach (var actor in actors)
        {
            if (after is not null && Compare(ids[actor], last) <= 0)
                continue;
            if (kept.Count < limit)
                kept.Enqueue(actor, actor);
            else
                kept.EnqueueDequeue(actor, actor);
        }
        var listed = new string[kept.Count];
        for (var i = listed.Length - 1; i >= 0; i--)
            listed[i] = ids.Text(kept.Dequeue());
        return ImmutableCollectionsMarshal.AsImmutableArray(listed);
    }

    /// <summary>The order of <see cref="StringComparer.Ordinal"/>, that of UTF-16, of texts in UTF-8.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        var (a, b) = (left[same], right[same]);
        // Four bytes stand for two surrogates, which come before the last characters of three bytes.
        const byte afterSurrogates = 0xEE, fourBytes = 0xF0;
        var order = a.CompareTo(b);
        return Math.Min(a, b) >= afterSurrogates && a >= fourBytes != b >= fourBytes ? -order : order;
    }
}
