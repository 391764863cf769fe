using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>
/// Which rows of a shard are which step: one bit a row, then a word of ones behind the last row. One a thread.
/// </summary>
internal sealed unsafe class FunnelBits : IDisposable
{
    private readonly FunnelPlan _plan;
    private readonly NativeBuffer<ulong>[] _bits;
    private readonly NativeBuffer<ulong> _range = new();
    private readonly NativeBuffer<ulong> _starts = new();
    private readonly NativeBuffer<ulong> _any = new();
    private int _words;

    public FunnelBits(FunnelPlan plan)
    {
        _plan = plan;
        _bits = [.. Enumerable.Range(0, plan.Steps.Length + plan.Exclusions.Length).Select(_ => new NativeBuffer<ulong>())];
    }

    /// <summary>Rows that match a step or, behind the steps, an exclusion, inside the time that the question looks
    /// at. The first step's are its starts unless the order does not matter.</summary>
    public ulong* this[int index] => _bits[index].Pointer;

    /// <summary>Rows that start an attempt.</summary>
    public ulong* Starts => _plan.Rules.Unordered ? _starts.Pointer : _bits[0].Pointer;

    /// <summary>Rows that match something. Where the very next event of a path over actors counts, it may be any: all
    /// rows inside the time that the question looks at.</summary>
    public ulong* Looked => _plan.Rules.Strict && _plan.CrossesActors ? _range.Pointer : _any.Pointer;

    /// <summary>Reads the steps of a shard.</summary>
    /// <returns>False when no attempt starts in it and none of other shards goes on in it; the bits mean nothing
    /// then.</returns>
    public bool Read(ShardRows rows)
    {
        _words = RowBitsKernel.Words(rows.Rows);
        ReadTimes(rows, _plan.From, _plan.Limit, _range);
        ReadTimes(rows, _plan.From, _plan.To, _starts);
        for (var step = 0; step < _plan.Steps.Length; step++)
        {
            var isStart = step == 0 && !_plan.Rules.Unordered;
            Read(rows, _plan.Steps[step], isStart ? _starts : _range, _bits[step]);
            if (isStart && !_plan.CrossesActors && !Words(_bits[0]).ContainsAnyExcept(0UL))
                return false;
        }
        KeepFiltered(rows);
        if (_plan.Rules.Unordered)
            RowBitsKernel.And(AnyStep(), Words(_starts));
        for (var i = 0; i < _plan.Exclusions.Length; i++)
            Read(rows, _plan.Exclusions[i], _range, _bits[_plan.Steps.Length + i]);
        return true;
    }

    /// <summary>Gathers <see cref="Looked"/>.</summary>
    public void Look()
    {
        var any = AnyStep();
        foreach (var exclusion in _bits.AsSpan(_plan.Steps.Length))
            RowBitsKernel.Or(Words(exclusion), any);
    }

    /// <summary>What a row matches, as the bits of a hit.</summary>
    public ulong Of(int row)
    {
        var (word, bit) = (row >> 6, row & 63);
        var steps = _plan.Steps.Length;
        var matches = (Starts[word] >> bit & 1) << 63;
        for (var i = 0; i < _bits.Length; i++)
            matches |= (this[i][word] >> bit & 1) << (i < steps ? i : PathHits.FirstExclusion + i - steps);
        return matches;
    }

    public void Dispose()
    {
        foreach (var bits in _bits)
            bits.Dispose();
        _range.Dispose();
        _starts.Dispose();
        _any.Dispose();
    }

    private Span<ulong> Words(NativeBuffer<ulong> bits) => bits.Span[.._words];

    private Span<ulong> Begin(NativeBuffer<ulong> bits)
    {
        bits.Clear();
        bits.Append(_words + 1)[_words] = ulong.MaxValue;
        return Words(bits);
    }

    private void ReadTimes(ShardRows rows, long from, long to, NativeBuffer<ulong> into)
    {
        var bits = Begin(into);
        RowBitsKernel.Fill(rows.Rows, bits);
        if (from > _plan.Snapshot.FirstTime || to <= _plan.Snapshot.LastTime)
            TimeBits.Keep(rows.Times, rows.Rows, from, to, bits);
    }

    private void Read(ShardRows rows, FunnelEvents events, NativeBuffer<ulong> within, NativeBuffer<ulong> into)
    {
        var bits = Begin(into);
        CodeBits.Match(rows.Names.Bytes, rows.Names.Width, rows.Rows, events.Names, bits);
        RowBitsKernel.And(Words(within), bits);
        events.Filter?.Keep(rows, bits);
    }

    // The condition on all steps is looked at once for each row.
    private void KeepFiltered(ShardRows rows)
    {
        if (_plan.Filter is null)
            return;
        var any = AnyStep();
        _plan.Filter.Keep(rows, any);
        for (var step = 0; step < _plan.Steps.Length; step++)
            RowBitsKernel.And(any, Words(_bits[step]));
    }

    private Span<ulong> AnyStep()
    {
        var any = Begin(_any);
        any.Clear();
        for (var step = 0; step < _plan.Steps.Length; step++)
            RowBitsKernel.Or(Words(_bits[step]), any);
        return any;
    }
}
