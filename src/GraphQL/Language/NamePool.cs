using System.Text;

namespace Analytics.GraphQL.Language;

/// <summary>
/// Names seen lately, so that the same few hundred names are not allocated with every document. A slot holds the last
/// name of its hash: bounded, and without locks, since a lost write only costs an allocation.
/// </summary>
internal static class NamePool
{
    private const int Slots = 4096;
    private const int LongestPooled = 64;
    private static readonly string?[] Names = new string?[Slots];

    /// <summary>The name as a string.</summary>
    /// <param name="utf8">ASCII only, as names are.</param>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestPooled)
            return Encoding.ASCII.GetString(utf8);
        var hash = 2166136261u;                            // FNV-1a
        foreach (var value in utf8)
            hash = (hash ^ value) * 16777619u;
        ref var slot = ref Names[(hash ^ (hash >> 16)) % Slots];
        var name = slot;
        if (name is not null && Ascii.Equals(utf8, name))
            return name;
        return slot = Encoding.ASCII.GetString(utf8);
    }

    /// <summary>Whether a name can begin with the character.</summary>
    public static bool IsNameStart(byte value) => char.IsAsciiLetter((char)value) || value == '_';

    /// <summary>Whether the character can stand inside a name.</summary>
    public static bool IsNameContinue(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';
}
