using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Cohorts;

/// <summary>Some of a snapshot's actors, a bit by code.</summary>
internal sealed class ActorSet : IDisposable
{
    private readonly NativeBuffer<ulong> _bits = new();

    /// <param name="actors">The greatest code.</param>
    public ActorSet(int actors) => _bits.Reset(Words(actors));

    /// <summary>An empty set over a question's actors, which the caller owns.</summary>
    public static ActorSet Of(QueryRun run)
    {
        var actors = run.Snapshot.Dictionary(DictionaryId.Actors).Count;
        run.Reserve(Bytes(actors));
        return new ActorSet(actors);
    }

    /// <summary>How many they are.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            foreach (var word in _bits.Span)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Bytes that it takes.</summary>
    public long Size => _bits.Count * 8L;

    /// <summary>Bytes that a set over so many actors takes.</summary>
    public static long Bytes(int actors) => Words(actors) * 8L;

    public bool Contains(uint actor) => (_bits[(int)(actor >> 6)] >> (int)actor & 1) != 0;

    /// <summary>Whether it has an actor, who may be newer than the set.</summary>
    public bool Holds(uint actor) => (int)(actor >> 6) < _bits.Count && Contains(actor);

    /// <summary>The codes, ascending, of those whom another set does not have.</summary>
    public IEnumerable<uint> Except(ActorSet other) => Codes().Where(actor => !other.Holds(actor));

    /// <summary>Adds an actor; threads may do so at once.</summary>
    public void Add(uint actor) => Interlocked.Or(ref _bits[(int)(actor >> 6)], 1UL << (int)actor);

    /// <summary>Adds those actors whose bits are set; threads may do so at once.</summary>
    /// <param name="actors">Ascending.</param>
    /// <param name="bits">A bit each.</param>
    public void Add(ReadOnlySpan<uint> actors, ReadOnlySpan<ulong> bits)
    {
        // Neighbours are in one word: it is written when the next one comes.
        var (current, gathered) = (0u, 0UL);
        for (var word = 0; word < bits.Length; word++)
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                var actor = actors[(word << 6) + BitOperations.TrailingZeroCount(rest)];
                if (actor >> 6 != current)
                {
                    Flush(current, gathered);
                    (current, gathered) = (actor >> 6, 0);
                }
                gathered |= 1UL << (int)actor;
            }
        Flush(current, gathered);
    }

    /// <summary>The codes, ascending.</summary>
    public IEnumerable<uint> Codes()
    {
        for (var word = 0; word < _bits.Count; word++)
            for (var rest = _bits[word]; rest != 0; rest &= rest - 1)
                yield return (uint)((word << 6) + BitOperations.TrailingZeroCount(rest));
    }

    public void Dispose() => _bits.Dispose();

    private static int Words(int actors) => (actors >> 6) + 1;

    private void Flush(uint word, ulong bits)
    {
        if (bits != 0)
            Interlocked.Or(ref _bits[(int)word], bits);
    }
}
