using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Tests.Access.Tokens;

public sealed class SigningKeyTests
{
    private static readonly RSAParameters Rsa = Export(2048);

    [Fact]
    public void Rsa_key_allows_rsa_algorithms_alone()
    {
        var key = SigningKey.FromJwk(RsaJwk([]))!;
        Assert.True(key.Allows(SigningAlgorithm.Find("RS256")!));
        Assert.True(key.Allows(SigningAlgorithm.Find("PS512")!));
        Assert.False(key.Allows(SigningAlgorithm.ES256));
    }

    [Fact]
    public void Key_that_names_an_algorithm_allows_no_other()
    {
        var key = SigningKey.FromJwk(RsaJwk(new() { ["alg"] = "PS256" }))!;
        Assert.True(key.Allows(SigningAlgorithm.Find("PS256")!));
        Assert.False(key.Allows(SigningAlgorithm.Find("RS256")!));
    }

    [Fact]
    public void Curve_goes_with_its_own_algorithm()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = SigningKey.FromJwk(EcJwk(ecdsa.ExportParameters(false).Q, "P-256"))!;
        Assert.True(key.Allows(SigningAlgorithm.ES256));
        Assert.False(key.Allows(SigningAlgorithm.Find("ES384")!));
    }

    public static TheoryData<string, JsonObject> Unusable => new()
    {
        { "for encryption", new() { ["use"] = "enc" } },
        { "use of a wrong type", new() { ["use"] = 1 } },
        { "signs but does not verify", new() { ["key_ops"] = new JsonArray("sign") } },
        { "symmetric", new() { ["kty"] = "oct", ["k"] = "AAAA" } },
        { "no modulus", new() { ["n"] = null } },
        { "modulus is no base64url", new() { ["n"] = "a+b/" } },
        { "exponent one", new() { ["e"] = "AQ" } },
        { "even exponent", new() { ["e"] = "Ag" } },
        { "alg of a wrong type", new() { ["alg"] = 256 } },
        { "kid of a wrong type", new() { ["kid"] = new JsonArray("a") } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Unusable_key_is_passed_over(string why, JsonObject change) =>
        Assert.True(SigningKey.FromJwk(RsaJwk(change)) is null, why);

    [Fact]
    public void Short_rsa_key_is_passed_over()
    {
        var weak = Export(1024);
        Assert.Null(SigningKey.FromJwk(RsaJwk(new() { ["n"] = Base64Url.EncodeToString(weak.Modulus) })));
    }

    [Fact]
    public void Point_off_its_curve_is_passed_over()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ecdsa.ExportParameters(false).Q;
        point.Y![^1] ^= 1;
        Assert.Null(SigningKey.FromJwk(EcJwk(point, "P-256")));
    }

    private static RSAParameters Export(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(false);
    }

    private static JsonElement RsaJwk(JsonObject change)
    {
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(Rsa.Modulus),
            ["e"] = Base64Url.EncodeToString(Rsa.Exponent),
        };
        foreach (var (name, value) in change)
            jwk[name] = value?.DeepClone();
        return JsonSerializer.SerializeToElement(jwk);
    }

    private static JsonElement EcJwk(ECPoint point, string curve) => JsonSerializer.SerializeToElement(new
    {
        kty = "EC",
        crv = curve,
        x = Base64Url.EncodeToString(point.X),
        y = Base64Url.EncodeToString(point.Y),
    });
}
