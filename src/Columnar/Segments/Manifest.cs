using System.Text.Json;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Names a tenant's live segment files, oldest first. It is written beside the old one, made durable and renamed
/// over it: a killed process leaves the one or the other, whole.
/// </summary>
internal sealed record Manifest(int Format, IReadOnlyList<ManifestFile> Files)
{
    public const int CurrentFormat = 2;
    private const string FileName = "manifest";
    private const int ChecksumDigits = 8;

    /// <returns>Null when there is none that can be read: everything is taken from the log again.</returns>
    public static Manifest? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        var text = File.ReadAllText(path);
        if (text.Length <= ChecksumDigits || text[..ChecksumDigits] != Checksum(text[ChecksumDigits..]))
            return null;
        var manifest = JsonSerializer.Deserialize<Manifest>(text[ChecksumDigits..]);
        return manifest?.Format == CurrentFormat ? manifest : null;
    }

    public void Write(string directory)
    {
        var body = JsonSerializer.Serialize(this);
        var path = Path.Combine(directory, FileName);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(Checksum(body) + body));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string Checksum(string body) =>
        Crc32C.Of(System.Text.Encoding.UTF8.GetBytes(body)).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A live file and the part of the log that it holds.</summary>
/// <param name="Name">Within the tenant's directory.</param>
/// <param name="After">Position before its first event.</param>
/// <param name="Through">Position of its last.</param>
/// <param name="Length">Bytes.</param>
internal sealed record ManifestFile(string Name, long After, long Through, long Length);
