using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Analytics.Api.Access.Tokens;

/// <summary>A JWS in compact form, taken apart and not yet believed.</summary>
/// <param name="Algorithm">From the list of accepted ones.</param>
/// <param name="KeyId">The <c>kid</c>; null when there is none.</param>
/// <param name="Signed">The bytes that the signature is over.</param>
/// <param name="Payload">The claims.</param>
/// <param name="Signature">As it was sent.</param>
internal sealed record CompactToken(
    SigningAlgorithm Algorithm, string? KeyId, byte[] Signed, JsonElement Payload, byte[] Signature)
{
    private static readonly string[] AcceptedTypes = ["JWT", "at+jwt", "application/at+jwt"];

    /// <summary>
    /// Reads the token. Members of the header that bring keys along (<c>jwk</c>, <c>jku</c>, <c>x5c</c>, <c>x5u</c>)
    /// are never looked at: keys come from the issuer alone.
    /// </summary>
    public static Result<CompactToken> Parse(string token, int maximumBytes)
    {
        if (token.Length > maximumBytes)
            return TokenProblems.TooLarge;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        if (second < 0 || token.IndexOf('.', second + 1) >= 0)
            return TokenProblems.Malformed;
        if (StrictBase64Url.Decode(token.AsSpan(0, first)) is not { } headerBytes
            || StrictBase64Url.Decode(token.AsSpan(first + 1, second - first - 1)) is not { } payloadBytes
            || StrictBase64Url.Decode(token.AsSpan(second + 1)) is not { } signature
            || StrictJson.ParseObject(headerBytes) is not { } header
            || StrictJson.ParseObject(payloadBytes) is not { } payload)
            return TokenProblems.Malformed;
        return ReadHeader(header).Then<CompactToken>(read => new CompactToken(
            read.Algorithm, read.KeyId, Encoding.ASCII.GetBytes(token, 0, second), payload, signature));
    }

    /// <summary>Writes a token with whatever header and claims it is given.</summary>
    public static string Sign(
        IReadOnlyDictionary<string, object> header, IReadOnlyDictionary<string, object> payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(IReadOnlyDictionary<string, object> members) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));

    private static Result<(SigningAlgorithm Algorithm, string? KeyId)> ReadHeader(JsonElement header)
    {
        if (!header.TryGetText("alg", out var name) || !header.TryGetText("kid", out var kid)
            || !header.TryGetText("typ", out var type))
            return TokenProblems.Malformed;
        // "b64" changes what is signed (RFC 7797) and must stand in "crit", which alone is refused already.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _))
            return TokenProblems.CriticalHeader;
        if (type is not null && !AcceptedTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            return TokenProblems.TypeRefused;
        return name is not null && SigningAlgorithm.Find(name) is { } algorithm
            ? (algorithm, kid)
            : TokenProblems.AlgorithmRefused;
    }
}
