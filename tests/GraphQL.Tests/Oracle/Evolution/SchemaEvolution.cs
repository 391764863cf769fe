using System.Text.RegularExpressions;

namespace Analytics.GraphQL.Tests.Oracle.Evolution;

/// <summary>What clients of a released schema must be told of a newer one.</summary>
internal static partial class SchemaEvolution
{
    /// <summary>Changes that break clients of the released schema, or may.</summary>
    public static Task<List<SchemaChange>> ChangesAsync(string released, string current) =>
        NodeProcess.Oracle.CallAsync<List<SchemaChange>>("schemaChanges", new { released, current });

    /// <summary>Those of the changes whose coordinates do not stand, as code, under the changelog's unreleased heading.</summary>
    public static IEnumerable<SchemaChange> Unannounced(IEnumerable<SchemaChange> changes, string changelog)
    {
        var unreleased = UnreleasedSection().Match(changelog.ReplaceLineEndings("\n"));
        var announced = Code().Matches(unreleased.Value).Select(code => code.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return changes.Where(change => !announced.Contains(change.Coordinate));
    }

    [GeneratedRegex(@"^## Unreleased\n(?:(?!## ).*\n?)*", RegexOptions.Multiline)]
    private static partial Regex UnreleasedSection();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();
}

/// <summary>A change of a schema.</summary>
/// <param name="Coordinate">The schema coordinate of what changed.</param>
/// <param name="Description">What happened to it, in the reference implementation's words.</param>
internal sealed record SchemaChange(string Coordinate, string Description)
{
    public override string ToString() => $"`{Coordinate}`: {Description}";
}
