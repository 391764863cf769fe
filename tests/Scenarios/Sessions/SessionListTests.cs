using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Sessions;

/// <summary>The sessions of the community demo one by one.</summary>
[Collection(nameof(DemoHost))]
public sealed class SessionListTests(DemoHost demo)
{
    private const string Range =
        """range: {between: {fromDate: "2017-01-01", toDate: "2017-07-01"}}, pageEvents: ["ask_question"]""";

    [Fact]
    public async Task Pages_hold_as_many_sessions_as_the_figures_count_the_latest_first()
    {
        using var client = demo.Host.As("community", "viewer");
        var figures = (await client.QueryAsync(
                $$"""{ sessions(query: { {{Range}} }) { total { count actors events bounces } } }"""))
            .GetProperty("sessions").GetProperty("total");

        var sessions = new List<JsonElement>();
        for (string? cursor = null; ;)
        {
            var after = cursor is null ? "" : $", after: \"{cursor}\"";
            var page = (await client.QueryAsync(
                    $$$"""{ sessionList(query: { {{{Range}}} }, first: 50{{{after}}}) { totalCount pageInfo { hasNextPage endCursor } nodes { actor start end pages actions } } }"""))
                .GetProperty("sessionList");
            Assert.Equal(figures.GetProperty("count").GetInt64(), page.GetProperty("totalCount").GetInt64());
            sessions.AddRange(page.GetProperty("nodes").EnumerateArray());
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                break;
            cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.InRange(sessions.Count, 51, 5_000);
        Assert.Equal(figures.GetProperty("count").GetInt64(), sessions.Count);
        Assert.Equal(
            figures.GetProperty("actors").GetInt32(), sessions.Select(one => one.GetProperty("actor").GetString()).Distinct().Count());
        Assert.Equal(figures.GetProperty("events").GetInt64(), sessions.Sum(one => Number(one, "pages") + Number(one, "actions")));
        Assert.Equal(figures.GetProperty("bounces").GetInt32(), sessions.Count(one => Number(one, "pages") == 1));
        var starts = sessions.Select(one => one.GetProperty("start").GetDateTimeOffset()).ToList();
        Assert.Equal(starts.OrderDescending(), starts);
        Assert.All(sessions, one => Assert.True(one.GetProperty("end").GetDateTimeOffset() >= one.GetProperty("start").GetDateTimeOffset()));
    }

    [Fact]
    public async Task One_actors_sessions_are_his_alone_and_nobodys_are_none()
    {
        using var client = demo.Host.As("community", "viewer");
        var all = (await client.QueryAsync(
            $$"""{ sessionList(query: { {{Range}} }, first: 1) { nodes { actor } } }""")).GetProperty("sessionList");
        var actor = all.GetProperty("nodes")[0].GetProperty("actor").GetString();

        var his = (await client.QueryAsync(
            $$"""{ sessionList(query: { {{Range}}, actor: "{{actor}}" }) { totalCount nodes { actor } } }""")).GetProperty("sessionList");
        var none = (await client.QueryAsync(
            $$"""{ sessionList(query: { {{Range}}, actor: "nobody knows" }) { totalCount } }""")).GetProperty("sessionList");

        Assert.InRange(Number(his, "totalCount"), 1, 1_000);
        Assert.All(his.GetProperty("nodes").EnumerateArray(), one => Assert.Equal(actor, one.GetProperty("actor").GetString()));
        Assert.Equal(0, Number(none, "totalCount"));
    }

    [Theory]
    [InlineData("first: 10, after: \"!\"", "CURSOR_UNKNOWN")]
    [InlineData("first: 10, after: \"eCB5IHo=\"", "CURSOR_UNKNOWN")]
    [InlineData("first: 501", "PAGE_SIZE")]
    public async Task A_page_that_is_none_is_refused(string arguments, string code)
    {
        using var client = demo.Host.As("community", "viewer");

        Assert.Equal(code, await client.CodeOfErrorAsync(
            $$"""{ sessionList(query: { {{Range}} }, {{arguments}}) { totalCount } }"""));
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
