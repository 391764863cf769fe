using Analytics.GraphQL.Tests.Oracle;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>
/// A document of <c>Cases/RULE.graphql</c>. A file is divided by lines "### accept: what" and "### reject: what", the
/// documents below each by lines "---"; after "### schema" stands the schema when it is not <see cref="AnimalSchema"/>.
/// </summary>
/// <param name="Rule">The rule whose file it is.</param>
/// <param name="IsAccepted">Whether that rule has nothing against it; other rules may have.</param>
/// <param name="What">What the documents of its group have in common.</param>
/// <param name="Number">Its place in the group, from 1.</param>
/// <param name="Schema">What it is asked of, as SDL.</param>
/// <param name="Document">The document as written in the file.</param>
internal sealed record RuleCase(string Rule, bool IsAccepted, string What, int Number, string Schema, string Document)
{
    private static readonly string Folder = Path.Combine(TestFiles.Folder, "Validation", "Cases");

    /// <summary>The cases of all rules.</summary>
    public static IReadOnlyList<RuleCase> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.graphql").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<RuleCase> Read(string file)
    {
        var rule = Path.GetFileNameWithoutExtension(file);
        var schema = AnimalSchema.Sdl;
        foreach (var group in File.ReadAllText(file).Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = group.IndexOf('\n', StringComparison.Ordinal);
            var (title, text) = (group[..end], group[(end + 1)..]);
            if (title == "schema")
            {
                schema = text;
                continue;
            }
            var (verdict, what) = title.Split(": ", 2) is [var left, var right] ? (left, right) : ("", title);
            if (verdict is not ("accept" or "reject"))
                throw new InvalidDataException($"{file}: \"{title}\" is neither accepted nor rejected.");
            var documents = text.Split("\n---\n").Select(document => document.TrimEnd('\n'));
            foreach (var (index, document) in documents.Index())
                yield return new RuleCase(rule, verdict == "accept", what, index + 1, schema, document);
        }
    }
}
