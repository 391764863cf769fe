using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Tests.Readme;

/// <summary>What the library's README shows compiles, and its quick start answers.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_example_is_part_of_a_source_file_that_compiles()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests", "GraphQL.Tests", "Readme"), "*.cs")
            .Select(file => Flat(File.ReadAllText(file))).ToList();
        var readme = File.ReadAllText(Path.Combine(Root, "src", "GraphQL", "README.md"));
        var examples = Example().Matches(readme).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(examples);
        Assert.DoesNotContain(
            examples, example => !sources.Any(source => source.Contains(Flat(example), StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_feature_of_the_table_of_contents_has_its_section()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "src", "GraphQL", "README.md"));
        var headings = Heading().Matches(readme).Select(match => Anchor(match.Groups[1].Value)).ToHashSet();
        Assert.DoesNotContain(
            Link().Matches(readme).Select(match => match.Groups[1].Value), anchor => !headings.Contains(anchor));
    }

    [Fact]
    public async Task Quick_start_answers()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        QuickStart.Configure(builder);
        await using var app = builder.Build();
        QuickStart.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        Assert.Equal(
            """{"data":{"books":[{"title":"Walden","year":1854}]}}""",
            await AskAsync(client, "{ books(before: 1900) { title year } }"));
        Assert.Equal(
            """{"data":{"addBook":{"title":"Emma"}}}""",
            await AskAsync(client, """mutation { addBook(input: {title: "Emma", year: 1815}) { title } }"""));
    }

    private static async Task<string> AskAsync(HttpClient client, string query)
    {
        using var response = await client.PostAsJsonAsync("/graphql", new { query }, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Analytics.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    // Indentation differs, since the source stands in a class.
    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    private static string Anchor(string heading) =>
        NoLetters().Replace(heading.ToLowerInvariant().Replace(' ', '-'), "");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("[^a-z0-9-]")]
    private static partial Regex NoLetters();
}
