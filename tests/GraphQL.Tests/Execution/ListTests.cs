using System.Collections.Immutable;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class ListTests(ListTests.ListServer lists) : IClassFixture<ListTests.ListServer>
{
    [Theory]
    [InlineData("{ array resizable immutable sequence numbers }",
        """{"array":["a",null],"resizable":["a","b"],"immutable":["a","b"],"sequence":["a","b"],"numbers":[1,2]}""")]
    [InlineData("{ nested { name } }", """{"nested":[[{"name":"a"},{"name":"b"}],null,[]]}""")]
    [InlineData("{ structs { number level } }", """{"structs":[{"number":1,"level":"LOW"},{"number":2,"level":"HIGH"}]}""")]
    [InlineData("{ levels }", """{"levels":["LOW","HIGH","LOW"]}""")]
    public async Task List_of_any_kind_is_written_item_by_item(string query, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await lists.Server.TextAsync(query));

    [Theory]
    [InlineData("{ default }", "default")]
    [InlineData("{ broken { name } }", "broken")]
    [InlineData("{ objects { sure: surely } }", "objects.1.sure")]
    [InlineData("{ objects { name surely } }", "objects.1.surely")]
    [InlineData("{ undeclared }", "undeclared.1")]
    public async Task Fault_in_a_list_has_its_path(string query, string path)
    {
        var answer = await lists.Server.QueryAsync(query);
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(path, string.Join('.', error.GetProperty("path").EnumerateArray()));
    }

    [Fact]
    public async Task Object_that_fails_in_a_list_is_null_and_leaves_the_others()
    {
        var answer = await lists.Server.QueryAsync("{ objects { surely } after: numbers }");
        Assert.Equal(
            """{"objects":[{"surely":"a"},null,{"surely":"c"}],"after":[1,2]}""", answer.GetProperty("data").GetRawText());
    }

    public sealed class ListServer : IAsyncLifetime
    {
        public GraphQLServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ListQueries)));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    [QueryType]
    public static class ListQueries
    {
        public static string?[] Array => ["a", null];

        public static List<string> Resizable => ["a", "b"];

        public static ImmutableArray<string> Immutable => ["a", "b"];

        public static IEnumerable<string> Sequence => new Queue<string>(["a", "b"]);

        public static IReadOnlyList<int> Numbers => [1, 2];

        public static ImmutableArray<Item[]?> Nested => [[new("a"), new("b")], null, []];

        public static Pair[] Structs => [new(1, Level.Low), new(2, Level.High)];

        public static List<Level> Levels => [Level.Low, Level.High, Level.Low];

        public static ImmutableArray<string>? Default => default(ImmutableArray<string>);

        public static IEnumerable<Item>? Broken => Enumerable.Range(0, 2).Select(_ =>
            (Item?)null ?? throw new InvalidOperationException("The sequence breaks."));

        public static ImmutableArray<Item?> Objects => [new("a"), new("b"), new("c")];

        public static List<Level?> Undeclared => [Level.Low, (Level)7];
    }

    public sealed record Item(string Name)
    {
        public string Surely => Name == "b" ? throw new InvalidOperationException("b has none.") : Name;
    }

    public readonly record struct Pair(int Number, Level Level);

    public enum Level
    {
        Low = -1,
        High = 1,
    }
}
