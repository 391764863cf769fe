using System.Reflection;
using System.Text.RegularExpressions;
using Analytics.GraphQL.Execution;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Architecture;

/// <summary>docs/errors.md against the codes that the engine and the product give.</summary>
public sealed partial class ErrorsPageTests
{
    // Names of the same form that are no codes.
    private static readonly string[] Others = ["ANALYTICS_PG_BIN", "ANALYTICS_PORT", "LC_ALL", "PG_VERSION"];

    private static readonly List<string> Page =
    [
        .. File.ReadLines(Repository.Path("docs", "errors.md")).Select(line => Row().Match(line))
            .Where(row => row.Success).Select(row => row.Groups[1].Value),
    ];

    [Fact]
    public void Every_code_stands_on_the_page_once_and_nothing_else_does() => Assert.Equal(
        Engine().Concat(Product()).Distinct().Order(StringComparer.Ordinal), Page.Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_of_the_engine_are_one_a_name() => Assert.Equal(Engine().Count(), Engine().Distinct().Count());

    private static IEnumerable<string> Engine() =>
        typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> Product() =>
        new[] { "Domain", "Api", "Infrastructure", "Columnar" }
            .SelectMany(project => Repository.Sources("src", project))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Except(Others);

    [GeneratedRegex(@"^\| `([A-Z0-9_]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"""([A-Z]+(?:_[A-Z0-9]+)+)""")]
    private static partial Regex Code();
}
