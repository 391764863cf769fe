using System.Text.Json;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class PagingTests : IAsyncLifetime
{
    private readonly Ledger _ledger = new();
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(LetterQueries)), host => host.Services.AddSingleton(_ledger));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Connection_and_its_arguments_follow_from_the_list()
    {
        var query = _server.Services.GetRequiredService<Schema>().QueryType;
        Assert.Equal("StringConnection!", query.Fields["letters"].Type.ToString());
        Assert.Equal(["prefix", "first", "after", "last", "before"], query.Fields["letters"].Arguments.Select(argument => argument.Name));
        Assert.Equal("AlphabetConnection!", query.Fields["named"].Type.ToString());
        Assert.Equal(["nodes", "edges", "pageInfo", "totalCount"],
            ((ObjectType)query.Fields["named"].Type.NamedType()).Fields.Select(field => field.Name));
    }

    [Theory]
    [InlineData("letters")]
    [InlineData("query")]
    [InlineData("stream")]
    public async Task Every_kind_of_list_is_read_through_page_by_page_in_both_directions(string field)
    {
        Assert.Equal("abc|def|g", await WalkAsync(field, "first: 3, after", "hasNextPage", "endCursor"));
        Assert.Equal("efg|bcd|a", await WalkAsync(field, "last: 3, before", "hasPreviousPage", "startCursor"));
    }

    [Fact]
    public async Task Page_has_the_default_size_and_can_be_empty()
    {
        Assert.Equal("abcde", Nodes(await _server.QueryAsync("{ letters { nodes } }"), "letters"));
        Assert.Equal(
            """{"data":{"letters":{"nodes":[],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}}}""",
            await _server.TextAsync("{ letters(first: 0) { nodes pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"));
    }

    [Fact]
    public async Task Both_cursors_narrow_the_list()
    {
        var edges = (await _server.QueryAsync("{ letters { edges { cursor } } }")).GetProperty("data").GetProperty("letters")
            .GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("cursor").GetString()).ToList();
        Assert.Equal("bc", Nodes(await _server.QueryAsync(
            "query($after: String, $before: String) { letters(after: $after, before: $before) { nodes } }",
            new { after = edges[0], before = edges[3] }), "letters"));
        Assert.Equal("c", Nodes(await _server.QueryAsync(
            "query($after: String, $before: String) { letters(last: 1, after: $after, before: $before) { nodes } }",
            new { after = edges[0], before = edges[3] }), "letters"));
    }

    [Fact]
    public async Task List_is_counted_only_when_the_count_is_selected()
    {
        await _server.TextAsync("{ counted(first: 2) { nodes } }");
        Assert.Equal(2, _ledger.Read);
        Assert.Equal(
            """{"data":{"counted":{"nodes":["a"],"totalCount":7}}}""",
            await _server.TextAsync("{ counted(first: 1) { nodes ...count } } fragment count on StringConnection { totalCount }"));
    }

    [Theory]
    [InlineData("letters(first: 1, last: 1)", "PAGING_ARGUMENTS")]
    [InlineData("letters(first: -1)", "PAGE_SIZE")]
    [InlineData("letters(last: -1)", "PAGE_SIZE")]
    [InlineData("letters(first: 8)", "PAGE_SIZE")]
    [InlineData("letters(last: 8)", "PAGE_SIZE")]
    [InlineData("letters(after: \"?\")", "CURSOR_UNKNOWN")]
    [InlineData("letters(before: \"LTE\")", "CURSOR_UNKNOWN")]
    [InlineData("named", "PAGING_ARGUMENTS")]
    public async Task Arguments_that_make_no_page_are_refused_by_code(string field, string code) => Assert.Equal(
        code, (await _server.QueryAsync($"{{ {field} {{ nodes }} }}")).GetProperty("errors")[0].GetProperty("extensions")
            .GetProperty("code").GetString());

    [Fact]
    public async Task Pages_by_key_neither_repeat_nor_skip_items_while_others_are_inserted()
    {
        var seen = new List<int>();
        string? after = null;
        for (var more = true; more;)
        {
            var page = (await _server.QueryAsync(
                "query($after: String) { entries(first: 4, after: $after) { nodes pageInfo { hasNextPage endCursor } } }",
                new { after })).GetProperty("data").GetProperty("entries");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetInt32()));
            (more, after) = (page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(),
                page.GetProperty("pageInfo").GetProperty("endCursor").GetString());
            // A newer entry stands before the page: an offset would repeat what was read.
            _ledger.Entries.Insert(0, _ledger.Entries[0] + 1);
        }
        Assert.Equal(Enumerable.Range(100, 20).Reverse(), seen);
    }

    private async Task<string> WalkAsync(string field, string arguments, string more, string cursor)
    {
        var pages = new List<string>();
        for (string? at = null; pages.Count < 9;)
        {
            var answer = await _server.QueryAsync(
                $"query($at: String) {{ {field}({arguments}: $at) {{ nodes pageInfo {{ {more} {cursor} }} }} }}", new { at });
            pages.Add(Nodes(answer, field));
            var info = answer.GetProperty("data").GetProperty(field).GetProperty("pageInfo");
            if (!info.GetProperty(more).GetBoolean())
                break;
            at = info.GetProperty(cursor).GetString();
        }
        return string.Join('|', pages);
    }

    private static string Nodes(JsonElement answer, string field) => string.Concat(
        answer.GetProperty("data").GetProperty(field).GetProperty("nodes").EnumerateArray().Select(node => node.GetString()));

    public sealed class Ledger
    {
        public List<int> Entries { get; } = [.. Enumerable.Range(100, 20).Reverse()];

        public int Read { get; set; }
    }
}

[QueryType]
public static class LetterQueries
{
    private const string All = "abcdefg";

    [UsePaging(MaxPageSize = 7, DefaultPageSize = 5)]
    public static IEnumerable<string> GetLetters(string prefix = "") => All.Select(letter => prefix + letter);

    [UsePaging]
    public static IQueryable<string> GetQuery() => All.Select(letter => letter.ToString()).AsQueryable();

    [UsePaging]
    public static async IAsyncEnumerable<string> GetStreamAsync()
    {
        foreach (var letter in All)
        {
            await Task.Yield();
            yield return letter.ToString();
        }
    }

    [UsePaging(ConnectionName = "Alphabet", RequirePagingBoundaries = true)]
    public static IReadOnlyList<string> GetNamed() => ["a"];

    [UsePaging(IncludeTotalCount = true)]
    public static IEnumerable<string> GetCounted(PagingTests.Ledger ledger)
    {
        foreach (var letter in All)
        {
            yield return letter.ToString();
            ledger.Read++;
        }
    }

    [UsePaging]
    public static Connection<int> GetEntries(PagingArguments page, PagingTests.Ledger ledger)
    {
        var after = page.After is null ? int.MaxValue : int.Parse(page.After, null);
        var rest = ledger.Entries.Where(entry => entry < after).ToList();
        var edges = rest.Take(page.First!.Value).Select(entry => new Edge<int>(entry, $"{entry}")).ToList();
        return new([.. edges], new PageInfo(rest.Count > edges.Count, page.After is not null, edges[0].Cursor, edges[^1].Cursor));
    }
}
