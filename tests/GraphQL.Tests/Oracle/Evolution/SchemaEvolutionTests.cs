namespace Analytics.GraphQL.Tests.Oracle.Evolution;

/// <summary>The contract evolves without surprise for those who build on it.</summary>
public sealed class SchemaEvolutionTests
{
    private const string Base =
        """
        directive @tag(name: String) repeatable on FIELD | QUERY
        type Query { book(id: ID, year: Int = 2000): Book  find(by: FindInput): Result  oldest: Book @deprecated(reason: "Use book.") }
        interface Node { id: ID! }
        type Book implements Node { id: ID! title: String! kind: Kind }
        type Film { id: ID! }
        enum Kind { NOVEL ESSAY }
        union Result = Book | Film
        input FindInput { title: String kind: Kind }
        scalar Date
        """;

    [Fact]
    public async Task Published_schema_breaks_the_released_one_only_where_the_changelog_says_so()
    {
        var changes = await SchemaEvolution.ChangesAsync(
            Read("schema", "released.graphql"), Read("schema", "schema.graphql"));
        Assert.Empty(SchemaEvolution.Unannounced(changes, Read("CHANGELOG.md")));
    }

    [Fact]
    public async Task Deprecated_members_say_what_to_use_instead() =>
        Assert.Empty(await WithoutReasonAsync(Read("schema", "schema.graphql")));

    public static TheoryData<string, string, string> Breaks => new()
    {
        { "oldest: Book @deprecated(reason: \"Use book.\")", "", "Query.oldest" },
        { "title: String! kind", "title: String kind", "Book.title" },
        { "book(id: ID, year", "book(id: ID!, year", "Query.book(id:)" },
        { "book(id: ID, year: Int = 2000)", "book(id: ID)", "Query.book(year:)" },
        { "year: Int = 2000", "year: Int = 2001", "Query.book(year:)" },
        { "book(id: ID,", "book(of: ID! id: ID,", "Query.book(of:)" },
        { "title: String kind: Kind", "title: String kind: Kind by: ID!", "FindInput.by" },
        { "{ title: String kind: Kind }", "{ kind: Kind }", "FindInput.title" },
        { "NOVEL ESSAY", "NOVEL", "Kind.ESSAY" },
        { "NOVEL ESSAY", "NOVEL ESSAY POEM", "Kind.POEM" },
        { "Book | Film", "Book", "Result" },
        { "= Book | Film", "= Book | Film | Query", "Result" },
        { "Book implements Node", "Book", "Book" },
        { "scalar Date", "", "Date" },
        { "scalar Date", "enum Date { TODAY }", "Date" },
        { "directive @tag(name: String) repeatable on FIELD | QUERY", "", "@tag" },
        { "@tag(name: String)", "@tag", "@tag(name:)" },
        { "@tag(name: String)", "@tag(name: String of: ID!)", "@tag(of:)" },
        { "repeatable ", "", "@tag" },
        { "FIELD | QUERY", "FIELD", "@tag" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Break_is_told_by_its_coordinate_until_the_changelog_names_it(string old, string changed, string coordinate)
    {
        Assert.Contains(old, Base, StringComparison.Ordinal);
        var changes = await SchemaEvolution.ChangesAsync(Base, Base.Replace(old, changed, StringComparison.Ordinal));
        Assert.Contains(coordinate, changes.Select(change => change.Coordinate));
        Assert.Equal(changes, SchemaEvolution.Unannounced(changes, "# Changelog\n\n## Unreleased\n\n- Nothing.\n"));
        var named = string.Concat(changes.Select(change => $"- Changes `{change.Coordinate}`.\n"));
        Assert.Empty(SchemaEvolution.Unannounced(changes, $"# Changelog\n\n## Unreleased\n\n{named}\n## 1.0\n"));
        Assert.Equal(changes, SchemaEvolution.Unannounced(changes, $"# Changelog\n\n## Unreleased\n\n- None.\n\n## 1.0\n\n{named}"));
    }

    [Theory]
    [InlineData("book(id: ID,", "book(to: ID id: ID,")]
    [InlineData("title: String kind: Kind", "title: String kind: Kind by: ID")]
    [InlineData("type Film { id: ID! }", "type Film { id: ID! title: String }")]
    [InlineData("type Film {", "type Film implements Node {")]
    [InlineData("scalar Date", "scalar Date scalar Time")]
    public async Task Addition_breaks_nobody(string old, string changed)
    {
        Assert.Contains(old, Base, StringComparison.Ordinal);
        Assert.Empty(await SchemaEvolution.ChangesAsync(Base, Base.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deprecation_without_a_reason_is_found_wherever_it_stands() => Assert.Equal(
        ["@tag(a:)", "Query.x", "Query.x(a:)", "Kind.OLD", "Filter.a"],
        await WithoutReasonAsync(
            """
            directive @tag(a: Int @deprecated(reason: "")) on FIELD
            type Query { x(a: Int @deprecated, b: Filter): Kind @deprecated  y: Int @deprecated(reason: "Use x.") }
            enum Kind { OLD @deprecated NEW }
            input Filter { a: Int @deprecated(reason: " ") }
            """));

    private static Task<List<string>> WithoutReasonAsync(string sdl) =>
        NodeProcess.Oracle.CallAsync<List<string>>("deprecatedWithoutReason", new { sdl });

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([TestFiles.Root, .. path]));
}
