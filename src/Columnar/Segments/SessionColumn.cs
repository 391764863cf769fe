using System.Numerics;

namespace Analytics.Columnar.Segments;

/// <summary>
/// The sessions that clients sent: a bit on each row with another session than the row before it, and on each
/// actor's first row; a hash of the session's id for each such row.
/// </summary>
/// <remarks>
/// Sessions are told apart within one actor only. Two ids of an actor with n sessions are taken for one with a
/// probability of n^2 / 2^65: one in 10^13 for an actor with a thousand sessions.
/// </remarks>
internal readonly unsafe struct SessionColumn(RankedBits bits, ulong* hashes, int firstRow)
{
    /// <summary>No session was sent.</summary>
    public const ulong None = 0;

    /// <summary>True when no row has a session.</summary>
    public bool IsAbsent => hashes is null;

    /// <summary>Hashes by <see cref="StartIndex"/>.</summary>
    public ulong* Hashes => hashes;

    /// <summary>The same column, counting rows from this one.</summary>
    public SessionColumn From(int row) => new(bits, hashes, firstRow + row);

    /// <summary>Whether the row has another session than the one before it; always true of an actor's first row.</summary>
    public bool StartsNew(int row) => hashes is not null && bits[row + firstRow];

    /// <summary>The first row from <paramref name="row"/> to before <paramref name="to"/> that starts new; else
    /// <paramref name="to"/>. Not of an absent column.</summary>
    public int NextStart(int row, int to)
    {
        if (row >= to)
            return to;
        var at = row + firstRow;
        var word = bits.Word(at >> 6) >> at << at;
        // A word lies wholly behind the end when its first row does.
        for (at &= ~63; word == 0; word = bits.Word(at >> 6))
            if ((at += 64) >= to + firstRow)
                return to;
        return Math.Min(to, at + BitOperations.TrailingZeroCount(word) - firstRow);
    }

    /// <summary>Index in <see cref="Hashes"/> of the row's session; it rises by 1 at each row that starts a new one.</summary>
    public int StartIndex(int row) => bits.Before(row + firstRow) - (bits[row + firstRow] ? 0 : 1);

    /// <returns><see cref="None"/> when the client sent none.</returns>
    public ulong HashAt(int row) => hashes is null ? None : hashes[StartIndex(row)];

    /// <summary>The hashes of <c>into.Length</c> rows.</summary>
    public void Read(int row, Span<ulong> into)
    {
        if (hashes is null || into.IsEmpty)
        {
            into.Clear();
            return;
        }
        var (start, at, end) = (StartIndex(row), row, row + into.Length);
        while (at < end)
        {
            var next = NextStart(at + 1, end);
            into[(at - row)..(next - row)].Fill(hashes[start++]);
            at = next;
        }
    }
}
