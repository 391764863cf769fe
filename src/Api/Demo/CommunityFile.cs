using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Analytics.Domain.Collection;
using CsvHelper;

namespace Analytics.Api.Demo;

/// <summary>The community's events as its file has them.</summary>
internal static class CommunityFile
{
    /// <summary>Every event in the file's order; ids follow from the position, so that a second load adds nothing.</summary>
    public static IEnumerable<NewEvent> Read(string path, DateTimeOffset receivedAt)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var csv = CsvReader.Create(file, new CsvReaderOptions(), leaveOpen: true);
        while (csv.Read())
        {
            var position = long.Parse(csv.GetString("position"), CultureInfo.InvariantCulture);
            yield return new NewEvent(
                string.Create(CultureInfo.InvariantCulture, $"community/{position}"),
                csv.GetString("event"),
                DateTimeOffset.Parse(
                    csv.GetString("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                receivedAt,
                Properties(csv))
            {
                UserId = csv.GetString("user"),
                Sequence = position,
            };
        }
    }

    private static ReadOnlyMemory<byte> Properties(CsvReader csv)
    {
        var properties = new Dictionary<string, object>();
        if (csv.GetString("question") is { Length: > 0 } question)
            properties.Add("question", question);
        if (csv.GetString("value") is { Length: > 0 } value)
            properties.Add("value", decimal.Parse(value, CultureInfo.InvariantCulture));
        return JsonSerializer.SerializeToUtf8Bytes(properties);
    }
}
