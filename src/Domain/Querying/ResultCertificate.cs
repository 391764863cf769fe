using System.Buffers.Text;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>
/// What a result stands for, signed: <c>key.claims.signature</c>, of which claims are compressed JSON and the signature is
/// HMAC-SHA256 over tenant, key and claims.
/// </summary>
/// <param name="Questions">What the engine was asked, as canonical JSON.</param>
/// <param name="Watermark">Position up to which it saw the log.</param>
/// <param name="Zone">IANA name of the zone whose calendar made the buckets.</param>
/// <param name="DefinitionVersion">Version of the metric's definition; null for an ad hoc question.</param>
/// <param name="Hash">SHA-256 of what it answered.</param>
internal sealed record ResultCertificate(
    ImmutableArray<byte[]> Questions, long Watermark, string Zone, int? DefinitionVersion, string Hash)
{
    /// <summary>Most characters of one that is made or read.</summary>
    public const int MaxLength = 65_536;

    /// <summary>What a result stands for; null for one of which a part came from snapshots.</summary>
    public static ResultCertificate? Of(ResultMeta meta) => meta.Evidence is not { } evidence ? null : new(
        [.. evidence.Answers.Select(one => QuestionJson.Write(CanonicalForm.Of(one.Question with { AsOf = null })))],
        meta.Watermark, meta.TimeZone.Id, meta.DefinitionVersion, AnswerHash.Of(evidence.Answers.Select(one => one.Answer)));

    /// <returns>Null when it would be too long.</returns>
    public string? Sign(TenantScope tenant, CertificateKey key)
    {
        var claims = $"{key.Id}.{Base64Url.EncodeToString(Pack())}";
        var text = $"{claims}.{Base64Url.EncodeToString(Signature(tenant, key, claims))}";
        return text.Length <= MaxLength ? text : null;
    }

    /// <summary>The id of the key that a certificate says it was signed with; null for what is none.</summary>
    public static string? KeyOf(string text) =>
        text.Length <= MaxLength && text.Split('.') is [{ Length: > 0 and < 32 } key, _, _] && key.All(char.IsAsciiLetterOrDigit)
            ? key
            : null;

    /// <summary>Reads one that the key signed for the tenant; null for any other.</summary>
    public static ResultCertificate? Read(TenantScope tenant, CertificateKey key, string text)
    {
        var parts = text.Split('.');
        // Nothing is unpacked that was not signed.
        if (!Decode(parts[2], out var signature)
            || !CryptographicOperations.FixedTimeEquals(signature, Signature(tenant, key, $"{parts[0]}.{parts[1]}"))
            || !Decode(parts[1], out var packed))
            return null;
        using var claims = JsonDocument.Parse(Unpack(packed));
        var root = claims.RootElement;
        return new ResultCertificate(
            [.. root.GetProperty("questions").EnumerateArray().Select(question => Encoding.UTF8.GetBytes(question.GetRawText()))],
            root.GetProperty("watermark").GetInt64(),
            root.GetProperty("zone").GetString()!,
            root.TryGetProperty("definition", out var version) ? version.GetInt32() : null,
            root.GetProperty("hash").GetString()!);
    }

    private byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
        using (var json = new Utf8JsonWriter(brotli))
        {
            json.WriteStartObject();
            json.WriteNumber("watermark", Watermark);
            json.WriteString("zone", Zone);
            if (DefinitionVersion is { } version)
                json.WriteNumber("definition", version);
            json.WriteString("hash", Hash);
            json.WriteStartArray("questions");
            foreach (var question in Questions)
                json.WriteRawValue(question);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var claims = new MemoryStream();
        brotli.CopyTo(claims);
        return claims.ToArray();
    }

    private static byte[] Signature(TenantScope tenant, CertificateKey key, string claims) =>
        HMACSHA256.HashData(key.Secret.Span, Encoding.UTF8.GetBytes($"{tenant.Id.Value:N}.{claims}"));

    private static bool Decode(string text, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
            return false;
        bytes = bytes[..length];
        return true;
    }
}
