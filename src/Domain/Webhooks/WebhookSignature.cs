using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Domain.Webhooks;

/// <summary>Signatures of messages as Standard Webhooks 1.0 has them: HMAC-SHA256 of <c>id.timestamp.body</c>.</summary>
public static class WebhookSignature
{
    /// <summary>Header of the message's id, the same at each attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Header of the time of the attempt, seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>Header of the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>The signature as it stands in the header.</summary>
    public static string Sign(ReadOnlySpan<byte> key, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Mac(key, id, timestamp.ToString(CultureInfo.InvariantCulture), body));

    /// <summary>Whether one of the header's signatures is this key's; as slow for a wrong one as for a right one.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, string id, string timestamp, ReadOnlySpan<byte> body, string header)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(key, id, timestamp, body).CopyTo(expected);
        Span<byte> sent = stackalloc byte[64];
        var isRight = false;
        foreach (var part in header.Split(' ', 10, StringSplitOptions.RemoveEmptyEntries))
            if (part.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(part[Version.Length..], sent, out var length))
                isRight |= CryptographicOperations.FixedTimeEquals(sent[..length], expected);
        return isRight;
    }

    private static byte[] Mac(ReadOnlySpan<byte> key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
