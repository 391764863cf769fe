using System.Numerics;
using System.Runtime.CompilerServices;
using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>
/// The rows of a shard that a question looks at, ascending, a block at a time, with their actors. One a thread.
/// </summary>
internal sealed unsafe class HitBlock : IDisposable
{
    /// <summary>Most rows of a block: what is computed of them stays in the first-level cache.</summary>
    public const int Most = 2_048;

    private readonly NativeBuffer<uint> _rows = new();
    private readonly NativeBuffer<uint> _actors = new();
    private readonly ActorSet? _cohort;
    private readonly bool _findsActors;
    private ulong* _bits;
    private int _words;
    private int _word;
    private ulong _rest;
    private int _run;

    /// <param name="cohort">Only their rows are looked at; null for everybody's and nobody's.</param>
    /// <param name="findsActors">Whether <see cref="Actors"/> is asked for.</param>
    public HitBlock(ActorSet? cohort, bool findsActors = true)
    {
        (_cohort, _findsActors) = (cohort, findsActors || cohort is not null);
        _rows.Append(Most);
        _actors.Append(Most);
    }

    public ShardRows Shard { get; private set; } = null!;

    public int Count { get; private set; }

    /// <summary>Row numbers in the shard.</summary>
    public ReadOnlySpan<uint> Rows => new(_rows.Pointer, Count);

    /// <summary>The actor of each row; 0 for nobody.</summary>
    public ReadOnlySpan<uint> Actors => new(_actors.Pointer, Count);

    /// <param name="shard">Whose rows.</param>
    /// <param name="bits">Which; it is not moved while blocks are read.</param>
    /// <param name="words">Number of words.</param>
    public void Start(ShardRows shard, ulong* bits, int words)
    {
        _bits = bits;
        (Shard, _words, _word, _run) = (shard, words, 0, 0);
        _rest = words == 0 ? 0 : bits[0];
    }

    /// <summary>Goes to the next block.</summary>
    /// <returns>False behind the last one.</returns>
    public bool Next()
    {
        do
        {
            Expand();
            if (Count == 0)
                return false;
            if (_findsActors)
                FindActors();
            if (_cohort is not null)
                KeepCohort(_cohort);
        }
        while (Count == 0);
        return true;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _actors.Dispose();
    }

    // At most one word more than there is room for is cut and goes on in the next block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Expand()
    {
        var rows = _rows.Pointer;
        var count = 0;
        while (true)
        {
            for (; _rest != 0 && count < Most; _rest &= _rest - 1)
                rows[count++] = (uint)(_word << 6) + (uint)BitOperations.TrailingZeroCount(_rest);
            if (_rest != 0 || ++_word >= _words)
                break;
            _rest = _bits[_word];
        }
        Count = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindActors()
    {
        if (Shard.IsNobody)
        {
            new Span<uint>(_actors.Pointer, Count).Clear();
            return;
        }
        var rows = _rows.Pointer;
        var into = _actors.Pointer;
        var run = _run;
        fixed (uint* starts = Shard.Starts, actors = Shard.Actors)
            for (var i = 0; i < Count; i++)
            {
                while (starts[run + 1] <= rows[i])
                    run++;
                into[i] = actors[run];
            }
        _run = run;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepCohort(ActorSet cohort)
    {
        var rows = _rows.Pointer;
        var actors = _actors.Pointer;
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            (rows[kept], actors[kept]) = (rows[i], actors[i]);
            kept += actors[i] != 0 && cohort.Contains(actors[i]) ? 1 : 0;
        }
        Count = kept;
    }
}
