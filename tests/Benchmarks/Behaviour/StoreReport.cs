using Analytics.Benchmarks.Engine;
using Analytics.Columnar.Segments;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>What an event takes on disk, column by column, beside the peers' copies.</summary>
internal static class StoreReport
{
    private const double BytesBudget = 16;
    private const double FunnelBudget = 6;

    /// <summary>What no question reads.</summary>
    private static readonly SectionKind[] _cold =
        [SectionKind.EventIds, SectionKind.Positions, SectionKind.Sequences];

    /// <summary>What a funnel without a filter reads.</summary>
    private static readonly SectionKind[] _funnel =
        [SectionKind.Actors, SectionKind.ActorStarts, SectionKind.TimesHigh, SectionKind.TimesLow, SectionKind.Names];

    public static async Task RunAsync(GeneratedTenant tenant, IReadOnlyList<PeerProcess> peers, Verdicts verdicts)
    {
        await using var store = await tenant.OpenAsync();
        using var snapshot = await store.AcquireAsync();
        var sections = snapshot.Segments.SelectMany(segment => segment.Sections).ToList();
        double Bytes(IEnumerable<SectionEntry> some) => (double)some.Sum(section => section.Length) / tenant.Events;

        Verdicts.Title($"Bytes an event on disk, {snapshot.Segments.Length} files");
        Verdicts.Row("column", "bytes", "");
        Verdicts.Row("---", "---:", "---");
        foreach (var column in sections.GroupBy(section => (section.Kind, Name: Name(section, snapshot)))
                     .OrderByDescending(column => column.Sum(section => section.Length)))
            Verdicts.Row(
                column.Key.Name, Number(Bytes(column)),
                _cold.Contains(column.Key.Kind) ? "cold" : _funnel.Contains(column.Key.Kind) ? "funnel" : "");
        var hot = Bytes(sections.Where(section => !_cold.Contains(section.Kind)));
        var funnel = Bytes(sections.Where(section => _funnel.Contains(section.Kind)));
        Verdicts.Row("without the cold columns", Number(hot), "");
        Verdicts.Row("whole files", Number((double)store.BytesOnDisk() / tenant.Events), "");
        foreach (var peer in peers)
            foreach (var (copy, bytes) in peer.Bytes)
                Verdicts.Row(
                    $"{peer.Name}, {copy}", Number(bytes[0]!.Value / tenant.Events), Without(bytes[1], tenant));
        Console.WriteLine();
        verdicts.AtMost("bytes an event without the cold columns", hot, BytesBudget);
        verdicts.AtMost("bytes an event that a funnel without a filter reads", funnel, FunnelBudget);
    }

    private static string Without(double? bytes, GeneratedTenant tenant) =>
        bytes is { } some ? $"without event ids {Number(some / tenant.Events)}" : "";

    private static string Name(in SectionEntry section, Snapshot snapshot) => section.Kind switch
    {
        SectionKind.Text or SectionKind.Number or SectionKind.Boolean =>
            $"{section.Kind} {snapshot.Dictionary(DictionaryId.Properties).Text(section.Id)}",
        SectionKind.Dictionary => $"Dictionary {Name(section.Id, snapshot)}",
        _ => $"{section.Kind}",
    };

    private static string Name(uint dictionary, Snapshot snapshot) => dictionary switch
    {
        DictionaryId.Actors => "of actors",
        DictionaryId.Names => "of names",
        DictionaryId.Properties => "of properties",
        _ => $"of {snapshot.Dictionary(DictionaryId.Properties).Text(dictionary)}",
    };

    private static string Number(double figure) => FormattableString.Invariant($"{figure:F2}");
}
