using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Which user agents are robots': crawlers, monitors, previews, headless browsers.</summary>
/// <remarks>
/// Most patterns are words, which are looked for all at once; the others make one regular expression. Somebody who sends
/// another user agent with each event costs a fraction of what one expression of all would.
/// </remarks>
internal sealed class BotList
{
    // The list may come from a file: no pattern of it holds the collector up for ever. Far more than a sound pattern
    // needs even when the processor is busy with others.
    private static readonly TimeSpan _longestMatch = TimeSpan.FromSeconds(5);

    private static readonly SearchValues<char> _wordCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-/@,;:!%&~'\"<>");

    private readonly SearchValues<string> _words;
    private readonly string[] _starts;
    private readonly Regex? _others;

    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    public BotList(IReadOnlyList<string> patterns)
    {
        var (words, starts, others) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var pattern in patterns)
            (WordOf(pattern.TrimStart('^')) is null ? others : pattern.StartsWith('^') ? starts : words).Add(pattern);
        _words = SearchValues.Create([.. words.Select(WordOf)!], StringComparison.OrdinalIgnoreCase);
        _starts = [.. starts.Select(start => WordOf(start[1..])!)];
        if (others.Count > 0)
            _others = new Regex(
                string.Join('|', others.Select(pattern => $"(?:{pattern})")),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Compiled,
                _longestMatch);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', patterns))));
    }

    /// <summary>Tells one list from another: 64 hexadecimal digits.</summary>
    public string Hash { get; }

    public bool IsBot(string userAgent)
    {
        if (userAgent.Length == 0)
            return false;
        if (userAgent.AsSpan().ContainsAny(_words)
            || Array.Exists(_starts, start => userAgent.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
            return true;
        try
        {
            return _others?.IsMatch(userAgent) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;              // tagged too little can be mended later; a visitor who is left out is not seen
        }
    }

    /// <returns>The text that a pattern stands for; null for one that stands for many.</returns>
    private static string? WordOf(string pattern)
    {
        var text = pattern.Replace(@"\.", ".", StringComparison.Ordinal);
        var rest = pattern.Replace(@"\.", "", StringComparison.Ordinal);
        return text.Length > 0 && !rest.AsSpan().ContainsAnyExcept(_wordCharacters) ? text : null;
    }
}
