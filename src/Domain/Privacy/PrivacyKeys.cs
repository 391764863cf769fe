using System.Security.Cryptography;
using System.Text;

namespace Analytics.Domain.Privacy;

/// <summary>Secrets of a tenant that turn what tells who somebody is into what does not. No API reads them.</summary>
/// <param name="IdSecret">For ids, for good; empty where the tenant keeps ids as sent.</param>
/// <param name="VisitorSalt">For visitors without an id, for one day; empty where the tenant has none of them.</param>
public sealed record PrivacyKeys(ReadOnlyMemory<byte> IdSecret, ReadOnlyMemory<byte> VisitorSalt)
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    private const int VisitorBytes = 16;   // of a hash: 2^64 visitors a day before two of them may be taken for one

    /// <summary>Of a tenant that needs none.</summary>
    public static PrivacyKeys None { get; } = new(default, default);

    /// <returns>HMAC-SHA256 of the id's UTF-8 bytes, 64 hexadecimal digits: the same for each kind of id.</returns>
    public string Hash(string id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(IdSecret.Span, Encoding.UTF8.GetBytes(id)));

    /// <summary>Who visited, for as long as the day's salt exists.</summary>
    /// <param name="tenant">Whose visitor.</param>
    /// <param name="address">The visitor's address.</param>
    /// <param name="userAgent">The visitor's browser; null when it is not known.</param>
    /// <param name="host">The site; null when it is not known.</param>
    /// <returns><c>v_</c> and 32 hexadecimal digits.</returns>
    public string Visitor(Guid tenant, string address, string? userAgent, string? host)
    {
        var seen = Encoding.UTF8.GetBytes($"{tenant}\n{host}\n{address}\n{userAgent}");
        return $"v_{Convert.ToHexStringLower(HMACSHA256.HashData(VisitorSalt.Span, seen).AsSpan(0, VisitorBytes))}";
    }
}
