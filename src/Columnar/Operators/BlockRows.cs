namespace Analytics.Columnar.Operators;

/// <summary>How rows are cut into pieces of work.</summary>
internal static class BlockRows
{
    /// <summary>Rows that are decoded and filtered at once: their scratch fits the first-level cache.</summary>
    public const int Block = 1_024;

    /// <summary>Rows that a thread takes at once; the token is looked at before each.</summary>
    public const int Unit = 16_384;
}
