using System.Buffers.Text;
using System.Security.Cryptography;

namespace Analytics.TestIssuer;

/// <summary>A key pair of the issuer. Shares no code with the host, so that a mistake there cannot cancel out.</summary>
internal sealed class PublishedKey(string kid, AsymmetricAlgorithm key) : IDisposable
{
    public string Kid => kid;

    public static PublishedKey Create(string kid, string type) => new(kid, type switch
    {
        "RSA" => RSA.Create(2048),
        "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "RSA or a curve."),
    });

    public Dictionary<string, string> ToJwk()
    {
        var jwk = new Dictionary<string, string> { ["kid"] = kid, ["use"] = "sig" };
        if (key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(false);
            (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Encode(parameters.Modulus!), Encode(parameters.Exponent!));
            return jwk;
        }
        var ec = (ECDsa)key;
        var point = ec.ExportParameters(false).Q;
        (jwk["kty"], jwk["crv"]) = ("EC", ec.KeySize switch { 256 => "P-256", 384 => "P-384", _ => "P-521" });
        (jwk["x"], jwk["y"]) = (Encode(point.X!), Encode(point.Y!));
        return jwk;
    }

    public byte[] Sign(string algorithm, byte[] bytes)
    {
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        return algorithm[..2] switch
        {
            "RS" => ((RSA)key).SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            "PS" => ((RSA)key).SignData(bytes, hash, RSASignaturePadding.Pss),
            _ => ((ECDsa)key).SignData(bytes, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        };
    }

    public void Dispose() => key.Dispose();

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
