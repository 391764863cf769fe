using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Finds where the sessions that clients sent change.</summary>
internal sealed unsafe class SessionBuilder : IDisposable
{
    private readonly NativeBuffer<ulong> _bits = new();
    private readonly NativeBuffer<uint> _ranks = new();
    private readonly NativeBuffer<ulong> _hashes = new();

    /// <param name="hashes">One a row; <see cref="SessionColumn.None"/> for none.</param>
    /// <param name="starts">The first row of each actor.</param>
    public void Fill(ReadOnlySpan<ulong> hashes, ReadOnlySpan<uint> starts)
    {
        _hashes.Clear();
        _bits.Reset(RankedBits.Words(hashes.Length));
        foreach (var start in starts)
            if (start < hashes.Length)
                _bits[(int)(start >> 6)] |= 1UL << (int)start;
        for (var row = 0; row < hashes.Length; row++)
        {
            if (row == 0 || hashes[row] != hashes[row - 1])
                _bits[row >> 6] |= 1UL << row;
            if ((_bits[row >> 6] >> row & 1) != 0)
                _hashes.Add(hashes[row]);
        }
    }

    /// <summary>The column in this builder's memory.</summary>
    public SessionColumn Column()
    {
        _ranks.Clear();
        var rank = 0u;
        foreach (var word in _bits.Span)
        {
            _ranks.Add(rank);
            rank += (uint)BitOperations.PopCount(word);
        }
        return new SessionColumn(new RankedBits(_bits.Pointer, _ranks.Pointer), _hashes.Pointer, 0);
    }

    public void Write(SegmentWriter writer)
    {
        writer.Begin();
        writer.WriteRanked(_bits.Span);
        writer.Write<ulong>(_hashes.Span);
        writer.End(SectionKind.Sessions, new ColumnForm(SectionEncoding.Ranked, sizeof(ulong)), 0, _hashes.Count);
    }

    public void Dispose()
    {
        _bits.Dispose();
        _ranks.Dispose();
        _hashes.Dispose();
    }
}
