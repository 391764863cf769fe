using System.Security.Cryptography;
using System.Text.Json;

namespace Analytics.Api.Access.Tokens;

/// <summary>A public key of an issuer, checked when it was read, and what it may verify.</summary>
internal sealed class SigningKey
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;              // beyond it a forged token costs more to refuse than to send

    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _ec;
    private readonly string? _curve;
    private readonly string? _onlyAlgorithm;

    private SigningKey(JsonElement jwk, RSAParameters? rsa, ECParameters? ec)
    {
        (_rsa, _ec) = (rsa, ec);
        Id = Text(jwk, "kid");
        Issuer = Text(jwk, "issuer");
        _onlyAlgorithm = Text(jwk, "alg");
        _curve = Text(jwk, "crv");
    }

    /// <summary>The <c>kid</c>; null when the issuer gives none.</summary>
    public string? Id { get; }

    /// <summary>The issuer that this key speaks for, where a multi-tenant issuer says so; may be a template.</summary>
    public string? Issuer { get; }

    /// <returns>Null for a key that is no signing key, is weak or broken, or is of a kind that is not accepted.</returns>
    public static SigningKey? FromJwk(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || !ForSignatures(jwk) || !TextsAreTexts(jwk))
            return null;
        try
        {
            return Text(jwk, "kty") switch
            {
                "RSA" => Rsa(jwk) is { } rsa ? new SigningKey(jwk, rsa, null) : null,
                "EC" => Ec(jwk) is { } ec ? new SigningKey(jwk, null, ec) : null,
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;                                   // a point off its curve; the rest of the set stays usable
        }
    }

    /// <summary>True when the key's type, curve and own <c>alg</c> all allow the algorithm.</summary>
    public bool Allows(SigningAlgorithm algorithm) =>
        (_onlyAlgorithm is null || _onlyAlgorithm == algorithm.Name)
        && (algorithm.KeyType == "RSA" ? _rsa is not null : _ec is not null && _curve == algorithm.Curve);

    /// <summary>False for any signature that is not this key's over these bytes, whatever its length.</summary>
    public bool Verifies(SigningAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!Allows(algorithm))
            return false;
        // A key object of its own for each check: sharing one between threads is not promised to be safe.
        if (_rsa is { } rsaParameters)
        {
            using var rsa = RSA.Create(rsaParameters);
            return signature.Length == rsa.KeySize / 8
                && rsa.VerifyData(signed, signature, algorithm.Hash, algorithm.Padding!);
        }
        using var ecdsa = ECDsa.Create(_ec!.Value);
        return signature.Length == 2 * ((ecdsa.KeySize + 7) / 8)
            && ecdsa.VerifyData(signed, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool ForSignatures(JsonElement jwk) =>
        (!jwk.TryGetProperty("use", out _) || Text(jwk, "use") == "sig")
        && (!jwk.TryGetProperty("key_ops", out _) || jwk.GetTexts("key_ops") is { } uses && uses.Contains("verify"));

    /// <summary>A <c>kid</c> or <c>alg</c> of another type must not read as an absent one, which would widen its use.</summary>
    private static bool TextsAreTexts(JsonElement jwk) =>
        jwk.TryGetText("kid", out _) && jwk.TryGetText("alg", out _) && jwk.TryGetText("issuer", out _);

    private static RSAParameters? Rsa(JsonElement jwk)
    {
        if (Bytes(jwk, "n") is not { Length: > 0 } modulus || Bytes(jwk, "e") is not { Length: > 0 and <= 8 } exponent)
            return null;
        modulus = modulus.AsSpan().TrimStart((byte)0).ToArray();
        // An even or a unit exponent would let anyone write signatures.
        if (modulus.Length * 8 is < MinimumRsaBits or > MaximumRsaBits || exponent is [1] || (exponent[^1] & 1) == 0)
            return null;
        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        using var probe = RSA.Create(parameters);
        return parameters;
    }

    private static ECParameters? Ec(JsonElement jwk)
    {
        var (curve, size) = Text(jwk, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => (default, 0),
        };
        if (size == 0 || Bytes(jwk, "x") is not { } x || Bytes(jwk, "y") is not { } y || x.Length != size || y.Length != size)
            return null;
        var parameters = new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } };
        using var probe = ECDsa.Create(parameters);        // throws for a point off the curve
        return parameters;
    }

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        Text(jwk, name) is { } text ? StrictBase64Url.Decode(text) : null;

    private static string? Text(JsonElement jwk, string name) => jwk.TryGetText(name, out var text) ? text : null;
}
