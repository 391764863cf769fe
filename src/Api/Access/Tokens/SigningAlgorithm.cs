using System.Security.Cryptography;

namespace Analytics.Api.Access.Tokens;

/// <summary>
/// One of the signatures of RFC 7518 section 3 that are accepted. Nothing symmetric is among them, so a public key
/// can never be taken for a shared secret.
/// </summary>
/// <param name="Name">As in the header's <c>alg</c>.</param>
/// <param name="KeyType">As in a key's <c>kty</c>; a key of another type never verifies it.</param>
/// <param name="Hash">Of the signed bytes.</param>
/// <param name="Padding">Null for elliptic curves.</param>
/// <param name="Curve">As in a key's <c>crv</c>; null for RSA.</param>
internal sealed record SigningAlgorithm(
    string Name, string KeyType, HashAlgorithmName Hash, RSASignaturePadding? Padding, string? Curve)
{
    public static readonly SigningAlgorithm ES256 = new("ES256", "EC", HashAlgorithmName.SHA256, null, "P-256");

    private static readonly Dictionary<string, SigningAlgorithm> ByName = new SigningAlgorithm[]
    {
        new("RS256", "RSA", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, null),
        new("RS384", "RSA", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, null),
        new("RS512", "RSA", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, null),
        new("PS256", "RSA", HashAlgorithmName.SHA256, RSASignaturePadding.Pss, null),
        new("PS384", "RSA", HashAlgorithmName.SHA384, RSASignaturePadding.Pss, null),
        new("PS512", "RSA", HashAlgorithmName.SHA512, RSASignaturePadding.Pss, null),
        ES256,
        new("ES384", "EC", HashAlgorithmName.SHA384, null, "P-384"),
        new("ES512", "EC", HashAlgorithmName.SHA512, null, "P-521"),
    }.ToDictionary(algorithm => algorithm.Name, StringComparer.Ordinal);

    /// <returns>Null when it is not on the list; names are compared exactly.</returns>
    public static SigningAlgorithm? Find(string name) => ByName.GetValueOrDefault(name);
}
