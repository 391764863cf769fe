using System.Text.RegularExpressions;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Architecture;

/// <summary>Rules of docs/style.md that no analyzer knows.</summary>
public sealed partial class CodeRuleTests
{
    [Fact]
    public void Folders_carry_words_of_the_field_and_no_catch_alls() =>
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Repository.Path("src"), "*", SearchOption.AllDirectories)
                .Where(folder => !folder.Contains("/obj/", StringComparison.Ordinal)
                                 && !folder.Contains("/bin/", StringComparison.Ordinal)),
            folder => CatchAll().IsMatch(folder));

    [Fact]
    public void A_source_file_stays_under_400_lines() =>
        Assert.Empty(Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Where(file => File.ReadLines(file).Count() > 400)
            .Select(file => Path.GetRelativePath(Repository.Root, file)));

    // CREATE ROLE and CREATE DATABASE take no parameters; their names are the program's and the operator's.
    [Fact]
    public void Text_of_SQL_statements_is_constant() =>
        Assert.Equal(
            ["DatabaseCreation.cs", "LoginRole.cs"],
            Repository.Sources("src")
                .Where(file => InterpolatedCommand().IsMatch(File.ReadAllText(file)))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Program_is_a_table_of_contents() =>
        Assert.True(File.ReadLines(Repository.Path("src", "Api", "Program.cs")).Count() < 60);

    [GeneratedRegex(@"/(Common|Helpers|Utils|Managers|Services)(/|$)")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"new NpgsqlCommand\(\s*\$""|CommandText\s*=\s*\$""|new NpgsqlBatchCommand\(\s*\$""")]
    private static partial Regex InterpolatedCommand();
}
