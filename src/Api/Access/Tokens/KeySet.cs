using System.Text.Json;

namespace Analytics.Api.Access.Tokens;

/// <summary>The usable keys of a JWK set (RFC 7517 section 5): what cannot be used is passed over, as it says.</summary>
internal sealed class KeySet
{
    private const int MaximumKeys = 100;
    private readonly IReadOnlyList<SigningKey> _keys;

    public KeySet(IReadOnlyList<SigningKey> keys) => _keys = keys;

    public int Count => _keys.Count;

    /// <returns>Null when the bytes are no JWK set at all.</returns>
    public static KeySet? Parse(ReadOnlyMemory<byte> utf8)
    {
        if (StrictJson.ParseObject(utf8) is not { } root
            || !root.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            return null;
        return new KeySet([.. keys.EnumerateArray().Take(MaximumKeys).Select(SigningKey.FromJwk).OfType<SigningKey>()]);
    }

    /// <summary>
    /// The keys that may have signed a token. One without a <c>kid</c> matches only where there is no choice:
    /// trying each key would let a token be checked against keys that were never meant for it.
    /// </summary>
    public IReadOnlyList<SigningKey> Find(string? kid, SigningAlgorithm algorithm)
    {
        var fitting = _keys.Where(key => key.Allows(algorithm)).ToList();
        if (kid is null)
            return fitting.Count == 1 ? fitting : [];
        return fitting.FindAll(key => key.Id == kid);
    }
}
