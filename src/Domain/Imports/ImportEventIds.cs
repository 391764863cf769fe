using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>Ids of the events that imported things give, the same at every import: <c>ticket/&lt;id&gt;/opened</c>.</summary>
/// <remarks>
/// In the parts <c>%</c> and <c>/</c> are written as in an address, so that no two things share an id. One that would
/// be longer than an id may be is <c>ticket/sha256:</c> and the first 16 bytes of its hash.
/// </remarks>
internal static class ImportEventIds
{
    /// <summary>Of parts that are still to be escaped.</summary>
    public static string Of(string kind, params ReadOnlySpan<string> parts)
    {
        var id = new StringBuilder(kind);
        foreach (var part in parts)
            id.Append('/').Append(Escape(part));
        return Bounded(kind, id.ToString());
    }

    /// <summary>A step of a thing whose parts are joined already.</summary>
    public static string Step(string kind, string externalId, string step) =>
        Bounded(kind, step.Length == 0 ? $"{kind}/{externalId}" : $"{kind}/{externalId}/{step}");

    /// <summary>Several ids as one.</summary>
    public static string Join(IEnumerable<string> parts) => string.Join('/', parts.Select(Escape));

    /// <summary>A number as a part of an id.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string part) => part
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("/", "%2F", StringComparison.Ordinal);

    private static string Bounded(string kind, string id) => id.Length <= EventRules.MaxIdLength
        ? id
        : $"{kind}/sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
