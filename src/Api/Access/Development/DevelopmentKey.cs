using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Access.Development;

/// <summary>The ES256 key of the development issuer, in a file that only its owner reads.</summary>
internal static class DevelopmentKey
{
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static ECDsa LoadOrCreate(string path)
    {
        if (File.Exists(path))
            return Load(path);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        OwnerFile.Write(path, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>The public half as others' keys are read, named by its thumbprint (RFC 7638).</summary>
    public static (SigningKey Key, string Id) Publish(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        var id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}","kid":"{{id}}","alg":"ES256","use":"sig"}""";
        return (SigningKey.FromJwk(StrictJson.ParseObject(Encoding.UTF8.GetBytes(jwk))!.Value)!, id);
    }

    private static ECDsa Load(string path)
    {
        OwnerFile.Tighten(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(includePrivateParameters: true).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} holds no P-256 private key; delete it to have a new one.", exception);
        }
        key.Dispose();
        throw new InvalidDataException($"{path} holds no P-256 private key; delete it to have a new one.");
    }
}
