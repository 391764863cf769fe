using System.Security.Cryptography;

namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>The ids of documents: the SHA-256 of their bytes, as 64 lower-case hexadecimal digits.</summary>
internal static class DocumentHash
{
    private const string Scheme = "sha256:";

    /// <summary>The id of a text.</summary>
    public static string Of(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>An id without the prefix <c>sha256:</c> that it may have.</summary>
    public static string Bare(string id) => id.StartsWith(Scheme, StringComparison.Ordinal) ? id[Scheme.Length..] : id;

    /// <summary>Whether a name has the form of an id.</summary>
    public static bool HasForm(string name) => name.Length == 2 * SHA256.HashSizeInBytes && name.All(char.IsAsciiHexDigitLower);
}
