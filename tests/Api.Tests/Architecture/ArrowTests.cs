using System.Text.RegularExpressions;
using System.Xml.Linq;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Architecture;

/// <summary>The arrows of docs/style.md: who may know whom.</summary>
public sealed partial class ArrowTests
{
    [Theory]
    [InlineData("Domain", "")]
    [InlineData("GraphQL", "")]
    [InlineData("Columnar", "Domain")]
    [InlineData("Infrastructure", "Domain GraphQL")]
    [InlineData("Api", "Columnar Domain GraphQL Infrastructure")]
    public void A_project_references_only_what_its_arrows_allow(string project, string allowed)
    {
        var references = XDocument.Load(Repository.Path("src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Order(StringComparer.Ordinal);

        Assert.Equal(allowed, string.Join(' ', references));
    }

    [Fact]
    public void Domain_uses_no_package_but_the_numerics() =>
        Assert.Equal(["MathNet.Numerics"], Packages("Domain"));

    [Fact]
    public void The_GraphQL_engine_uses_no_package() => Assert.Empty(Packages("GraphQL"));

    [Fact]
    public void Only_composition_names_types_of_Infrastructure_and_Columnar() =>
        Assert.DoesNotContain(
            Repository.Sources("src", "Api")
                .Where(file => !file.Contains("/Hosting/", StringComparison.Ordinal)
                               && !file.EndsWith("/Program.cs", StringComparison.Ordinal)),
            file => UsesEngineOrStore().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Only_topics_and_idempotency_keys_of_Infrastructure_know_the_GraphQL_engine() =>
        Assert.DoesNotContain(
            Repository.Sources("src", "Infrastructure")
                .Where(file => !file.Contains("/Subscriptions/", StringComparison.Ordinal)
                               && !file.Contains("/Idempotency/", StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains("Analytics.GraphQL", StringComparison.Ordinal));

    [Fact]
    public void Only_the_transport_of_the_GraphQL_engine_knows_ASP_NET() =>
        Assert.DoesNotContain(
            Repository.Sources("src", "GraphQL")
                .Where(file => !file.Contains("/Transport/", StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains("Microsoft.AspNetCore", StringComparison.Ordinal));

    // Transport -> Execution -> Validation -> Types -> Language, Subscriptions
    [Theory]
    [InlineData("Language", "Types|Validation|Execution|DataLoader|Transport|Subscriptions")]
    [InlineData("Subscriptions", "Language|Types|Validation|Execution|DataLoader|Transport")]
    [InlineData("Types", "Validation|Execution|DataLoader|Transport")]
    [InlineData("Validation", "Execution|DataLoader|Transport")]
    [InlineData("Execution", "Transport")]
    public void Layers_of_the_GraphQL_engine_look_down_only(string layer, string above) =>
        Assert.DoesNotContain(
            Repository.Sources("src", "GraphQL", layer),
            file => Regex.IsMatch(File.ReadAllText(file), $@"Analytics\.GraphQL\.({above})\b"));

    private static List<string> Packages(string project) =>
        [.. XDocument.Load(Repository.Path("src", project, $"{project}.csproj"))
            .Descendants("PackageReference")
            .Select(package => package.Attribute("Include")!.Value)];

    [GeneratedRegex(@"\bAnalytics\.(Infrastructure|Columnar)\b")]
    private static partial Regex UsesEngineOrStore();
}
