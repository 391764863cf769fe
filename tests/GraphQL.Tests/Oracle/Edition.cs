using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>
/// Where the edition says something else than the reference implementation, as <c>Node/oracle/edition.json</c> lists it
/// with the section of each.
/// </summary>
internal static class Edition
{
    private static readonly (Regex Error, Regex Document)[] OnlyOurs = Read();

    /// <summary>Our errors without those that, by the list, the reference does not find in such a document.</summary>
    public static IEnumerable<string> Comparable(string document, Verdict ours, Verdict reference) =>
        ours.Lines.Where(line => reference.Lines.Contains(line)
            || !OnlyOurs.Any(known => known.Error.IsMatch(line) && known.Document.IsMatch(document)));

    private static (Regex Error, Regex Document)[] Read()
    {
        using var list = JsonDocument.Parse(TestFiles.Read("Node", "oracle", "edition.json"));
        return [.. list.RootElement.GetProperty("onlyOurs").EnumerateArray()
            .Select(entry => (Pattern(entry, "error"), Pattern(entry, "document")))];
    }

    private static Regex Pattern(JsonElement entry, string name) => new(entry.GetProperty(name).GetString()!);
}
