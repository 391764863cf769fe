using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// The 16 bytes that decide duplicates. An id that is a canonical UUID is its own key; any other text has the first
/// 128 bits of its SHA-256, marked as a UUID of version 8 (RFC 9562).
/// </summary>
internal static class EventKey
{
    public const int Length = 16;

    private const int CanonicalLength = 36;
    private const int MostUtf8 = 3;   // bytes a UTF-16 unit

    // Upper case is another id: ids are compared as text.
    private static readonly SearchValues<char> _canonical = SearchValues.Create("0123456789abcdef-");

    /// <param name="eventId">Well-formed UTF-16 of any length.</param>
    /// <param name="key">Takes <see cref="Length"/> bytes, big-endian as PostgreSQL sorts them.</param>
    public static void Write(ReadOnlySpan<char> eventId, Span<byte> key)
    {
        if (IsCanonical(eventId) && Guid.TryParseExact(eventId, "D", out var id))
        {
            id.TryWriteBytes(key, bigEndian: true, out _);
            return;
        }

        Span<byte> text = eventId.Length <= 256 ? stackalloc byte[256 * MostUtf8] : new byte[eventId.Length * MostUtf8];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(eventId, text)], hash);
        hash[..Length].CopyTo(key);
        key[6] = (byte)(key[6] & 0x0F | 0x80);
        key[8] = (byte)(key[8] & 0x3F | 0x80);
    }

    private static bool IsCanonical(ReadOnlySpan<char> id) =>
        id.Length == CanonicalLength && !id.ContainsAnyExcept(_canonical);
}
