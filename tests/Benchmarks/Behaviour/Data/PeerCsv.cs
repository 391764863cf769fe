using System.Globalization;
using System.Text.Unicode;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>
/// The same events for the peers: the actor as known at the end, as text and as a dense number, whether it is a bot
/// and whether it is erased. Rows are in the order of arrival and have no header.
/// </summary>
internal static class PeerCsv
{
    private const int LongestRow = 256;

    /// <summary>The path of the file; it is written when it is missing.</summary>
    public static string Write(RecordFile file)
    {
        var path = Path.ChangeExtension(file.Path, "csv");
        if (File.Exists(path))
            return path;
        using (var csv = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, 1))
            Write(file, csv);
        File.Move(path + ".part", path);
        return path;
    }

    private static void Write(RecordFile file, FileStream csv)
    {
        var records = new EventRecord[4_096];
        var rows = new byte[records.Length * LongestRow];
        for (long position = 0; file.Read(position, records) is > 0 and var read;)
        {
            var used = 0;
            foreach (ref readonly var record in records.AsSpan(0, read))
            {
                position++;
                if (record.IsEvent)
                    used += Row((uint)position, record, rows.AsSpan(used));
            }
            csv.Write(rows, 0, used);
        }
    }

    private static int Row(uint position, in EventRecord record, Span<byte> room)
    {
        var culture = CultureInfo.InvariantCulture;
        var kind = ActorKinds.Of(record.Actor);
        Utf8.TryWrite(
            room,
            culture,
            $"{Vocabulary.EventId(position)},u{100_000 + record.Actor},{record.Actor},{Vocabulary.Session(record.Session)},{Vocabulary.Names[record.Name]},{Vocabulary.Time(record.Tick).ToUnixTimeMilliseconds()},{Vocabulary.Countries[record.Country]},{Vocabulary.Devices[record.Device]},{Vocabulary.Sources[record.Source]},",
            out var visitor);
        var product = 2;
        if (record.Product == EventRecord.NoProduct)
            ",,"u8.CopyTo(room[visitor..]);
        else
            Utf8.TryWrite(
                room[visitor..],
                culture,
                $"cat_{record.Product % Vocabulary.Categories:d2},{record.Cents / 100}.{record.Cents % 100:d2},{record.Product}",
                out product);
        Utf8.TryWrite(
            room[(visitor + product)..],
            culture,
            $",{(kind is ActorKind.Bot ? 1 : 0)},{(kind is ActorKind.Erased ? 1 : 0)}\n",
            out var end);
        return visitor + product + end;
    }
}
