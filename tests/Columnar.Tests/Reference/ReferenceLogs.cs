using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Reference;

/// <summary>The reference data as events; the position is the sequence.</summary>
internal static class ReferenceLogs
{
    private static readonly string[] _files =
        [".gif", ".jpg", ".jpeg", ".xbm", ".mpg", ".wav", ".au", ".bmp", ".txt", ".zip", ".exe"];

    public static IEnumerable<LoggedEvent> Community() =>
        Rows(Repository.Path("demo", "community", "events.csv.gz")).Select(row => Event(
            row, row[3], row[2],
            Properties(("question", row[4]), ("value", row[5].Length == 0 ? "" : decimal.Parse(row[5], CultureInfo.InvariantCulture)))));

    public static IEnumerable<LoggedEvent> CommunityActivity() =>
        Community().Where(one => one.Name is "ask_question" or "post_answer" or "comment");

    public static IEnumerable<LoggedEvent> Shop() =>
        Rows(Data("shop.csv")).Select(row => Event(row, row[3], row[2], Properties(("product", row[4]))));

    public static IEnumerable<LoggedEvent> Web() => Rows(Data("web.csv.gz")).Select(row =>
    {
        var isPage = row[5] == "200" && !_files.Any(file => row[4].Split('?')[0].EndsWith(file, StringComparison.OrdinalIgnoreCase));
        return Event(
            row, isPage ? "page_view" : "request", row[2],
            Properties(("path", row[4]), ("status", row[5]), ("bytes", decimal.Parse(row[6], CultureInfo.InvariantCulture))));
    });

    public static IEnumerable<LoggedEvent> WebPages() => Web().Where(one => one.Name == "page_view");

    public static JsonElement Answers(string dataSet) => JsonDocument.Parse(File.ReadAllText(
        dataSet == "community" ? Repository.Path("tests", "Scenarios", "Reference", "community.json") : Data($"{dataSet}.json"))).RootElement;

    private static string Data(string file) => Repository.Path("tests", "Columnar.Tests", "Reference", "Data", file);

    private static LoggedEvent Event(string[] row, string name, string actor, byte[] properties)
    {
        var position = long.Parse(row[0], CultureInfo.InvariantCulture);
        return new LoggedEvent(
            0, $"reference/{position}", name, actor, null,
            DateTimeOffset.Parse(row[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            position, properties);
    }

    private static byte[] Properties(params (string Name, object Value)[] properties) =>
        JsonSerializer.SerializeToUtf8Bytes(properties
            .Where(property => property.Value is not "")
            .ToDictionary(property => property.Name, property => property.Value));

    private static IEnumerable<string[]> Rows(string path)
    {
        using Stream file = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress)
            : File.OpenRead(path);
        using var reader = new StreamReader(file, System.Text.Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return Fields(line);
    }

    // Quotes stand around paths with a comma, with fields before and after; none holds a quote.
    private static string[] Fields(string line)
    {
        if (line.Split('"') is not [var before, var quoted, var after])
            return line.Split(',');
        return [.. before.TrimEnd(',').Split(','), quoted, .. after.TrimStart(',').Split(',')];
    }
}
