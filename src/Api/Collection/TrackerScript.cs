using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Analytics.Api.Collection;

/// <summary>The browser SDK as it goes over the wire: plain and compressed, each with its own tag.</summary>
internal sealed class TrackerScript
{
    private readonly Form[] _forms;

    private TrackerScript(byte[] plain) => _forms =
    [
        new("br", Compressed(plain, stream => new BrotliStream(stream, CompressionLevel.SmallestSize))),
        new("gzip", Compressed(plain, stream => new GZipStream(stream, CompressionLevel.SmallestSize))),
        new("identity", plain),
    ];

    /// <returns>Null when the script has not been built.</returns>
    public static TrackerScript? Load(string path) => File.Exists(path) ? new(File.ReadAllBytes(path)) : null;

    /// <summary>The smallest form that the client takes; the plain one where it names none.</summary>
    public Form For(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return _forms.First(form => form.Encoding == "identity" || accepted.Any(one =>
            one.Value.Equals(form.Encoding, StringComparison.OrdinalIgnoreCase) && one.Quality != 0));
    }

    private static byte[] Compressed(byte[] plain, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var compressor = open(target))
            compressor.Write(plain);
        return target.ToArray();
    }

    /// <summary>One way to send the script.</summary>
    /// <param name="Encoding">As <c>Content-Encoding</c> names it.</param>
    /// <param name="Bytes">The body.</param>
    internal sealed record Form(string Encoding, byte[] Bytes)
    {
        /// <summary>Changes with the body.</summary>
        public EntityTagHeaderValue Tag { get; } =
            new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"");
    }
}
