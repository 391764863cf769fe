using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.Scenarios.Web;
using Microsoft.Playwright;
using Npgsql;

namespace Analytics.Scenarios.Collection;

/// <summary>Segment's own libraries, unmodified: they are pointed at this host, and nothing else is changed.</summary>
public sealed class SegmentLibraryTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task A_server_loses_and_doubles_nothing_while_the_host_is_killed_and_comes_back()
    {
        var key = empty.Host.As("retail", "admin").Credential!.WriteKey;
        await using var script = NodeScript.Start(
            "segment-node.mjs", new { Host = empty.Host.Address.ToString().TrimEnd('/'), WriteKey = key, Rounds = 20 });
        Assert.Equal(120, (await script.NextAsync()).GetProperty("delivered").GetInt32());

        await empty.Host.KillAsync();
        Assert.True((await script.NextAsync()).GetProperty("down").GetBoolean());
        await empty.RestartInPlaceAsync();

        var said = await script.NextAsync();
        Assert.Empty(said.GetProperty("failures").EnumerateArray());
        var made = Made(said.GetProperty("made"));
        Assert.True(made.Count >= 240, "As many calls are made while the host is down.");
        Assert.Equal(Events(made), await LoggedAsync("retail"));
        Assert.Equal(Statements(made), await StatedAsync("retail"));
    }

    [Fact]
    public async Task A_browser_asks_this_host_for_its_settings_and_sends_every_call_to_it()
    {
        await NodeScript.RunAsync(
            "esbuild", "segment-browser.mjs", "--bundle", "--format=iife", "--outfile=dist/segment-browser.js", "--log-level=error");
        var host = empty.Host.Address;
        await using var browser = await BrowserPage.OpenAsync(host);
        var shop = new Uri(host, "shop.html?utm_source=mail").ToString();
        await browser.Page.RouteAsync(shop, route => route.FulfillAsync(
            new RouteFulfillOptions { ContentType = "text/html", Body = "<!doctype html><link rel=icon href=data:,><title>Shop</title>" }));
        await browser.Page.GotoAsync(shop);
        await browser.Page.AddScriptTagAsync(
            new PageAddScriptTagOptions { Path = Path.Combine(NodeScript.Folder, "dist", "segment-browser.js") });

        var made = Made((await browser.Page.EvaluateAsync<JsonElement>(
            "([host, key]) => window.visitShop(host, key)",
            new[] { host.ToString().TrimEnd('/'), empty.Host.As("community", "admin").Credential!.WriteKey })));

        Assert.Equal(["page", "track", "identify", "track", "group", "alias"], made.Select(message => message.Type));
        Assert.Equal(Events(made), await LoggedAsync("community"));
        Assert.Equal(Statements(made), await StatedAsync("community"));
        Assert.Empty(browser.Faults);
        Assert.Empty(browser.Foreign);
    }

    private static List<Message> Made(JsonElement messages) =>
        messages.Deserialize<List<Message>>(JsonSerializerOptions.Web)!;

    /// <summary>The messages that are events, as the log should have them, by id.</summary>
    private static List<string> Events(IEnumerable<Message> made) =>
    [
        .. made.Where(message => message.Type is "track" or "page" or "screen")
            .Select(message => Line(
                message.MessageId, message.Event ?? $"{message.Type}_view", message.UserId, message.AnonymousId, message.Timestamp))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The ids of the messages that say something of an actor, as the log should have them.</summary>
    private static List<string> Statements(IEnumerable<Message> made) =>
    [
        .. made.Where(message => message.Type is "identify" or "group" or "alias")
            .Select(message => message.MessageId).Order(StringComparer.Ordinal),
    ];

    private async Task<List<string>> StatedAsync(string tenant)
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            """
            select distinct e.message_id collate "C" from log_entries e join tenants t on t.id = e.tenant_id
            where t.identifier = $1 and e.message_id is not null order by 1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private async Task<List<string>> LoggedAsync(string tenant)
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.event_id, e.name, e.user_id, e.anonymous_id, e.client_time
            from events e join tenants t on t.id = e.tenant_id where t.identifier = $1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(Line(
                reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4)));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Line(string id, string name, string? userId, string? anonymousId, DateTimeOffset timestamp) =>
        $"{id} {name} {userId} {anonymousId} {timestamp.UtcDateTime:O}";

    private sealed record Message(
        string Type, string? Event, string MessageId, string? UserId, string? AnonymousId, DateTimeOffset Timestamp);
}
