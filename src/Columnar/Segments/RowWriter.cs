namespace Analytics.Columnar.Segments;

/// <summary>Writes the columns that every row has.</summary>
internal static class RowWriter
{
    public static void WriteNames(SegmentWriter writer, ReadOnlySpan<uint> names)
    {
        var largest = 0u;
        foreach (var name in names)
            largest = Math.Max(largest, name);
        var form = new ColumnForm(SectionEncoding.Dense, ColumnForm.WidthOf(largest));
        writer.Begin();
        writer.WriteCodes(names, form.Width);
        writer.End(SectionKind.Names, form, 0, names.Length);
    }

    public static void WriteSessions(SegmentWriter writer, ReadOnlySpan<ulong> hashes, ReadOnlySpan<uint> starts)
    {
        using var sessions = new SessionBuilder();
        sessions.Fill(hashes, starts);
        sessions.Write(writer);
    }
}
