using System.Security.Cryptography;
using System.Text;

namespace Analytics.Domain.Identity;

/// <summary>What is left of an id that was erased.</summary>
public static class ErasedId
{
    /// <summary>Bytes of a tenant's secret.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = HMACSHA256.HashSizeInBytes;

    /// <returns>HMAC-SHA256 of the id's UTF-8 bytes.</returns>
    public static byte[] Hash(ReadOnlySpan<byte> key, string id) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id));
}
