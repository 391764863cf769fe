namespace Analytics.Columnar.Kernels;

/// <summary>Which codes of a dictionary are wanted, in the forms that scans compare with.</summary>
internal sealed class CodeSet
{
    // So many comparisons of whole vectors are faster than a look-up for each row.
    private const int MostFew = 8;
    private readonly byte[] _table;
    private readonly uint[] _few;

    /// <param name="table">1 by wanted code, 0 by each other one that occurs.</param>
    public CodeSet(byte[] table)
    {
        _table = table;
        uint[] wanted = [.. Codes(1).Take(MostFew + 1)];
        uint[] unwanted = [.. Codes(0).Take(MostFew + 1)];
        IsNone = wanted.Length == 0;
        IsFew = wanted.Length <= MostFew || unwanted.Length <= MostFew;
        IsInverted = wanted.Length > MostFew && IsFew;
        _few = IsInverted ? unwanted : wanted;
    }

    /// <summary>No code is wanted.</summary>
    public bool IsNone { get; }

    /// <summary>Whether <see cref="Few"/> says it all.</summary>
    public bool IsFew { get; }

    /// <summary>Whether <see cref="Few"/> are the codes that are not wanted.</summary>
    public bool IsInverted { get; }

    /// <summary>Codes to compare with; not all of them unless <see cref="IsFew"/>.</summary>
    public ReadOnlySpan<uint> Few => _few;

    public bool Contains(uint code) => _table[code] != 0;

    /// <summary>A set of a few codes among so many.</summary>
    public static CodeSet Of(IEnumerable<uint> codes, int count)
    {
        var table = new byte[count];
        foreach (var code in codes)
            table[code] = 1;
        return new CodeSet(table);
    }

    private IEnumerable<uint> Codes(byte kind)
    {
        for (var code = 0; code < _table.Length; code++)
            if (_table[code] == kind)
                yield return (uint)code;
    }
}
