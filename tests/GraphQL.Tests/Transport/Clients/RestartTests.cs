using System.Text.Json;
using Analytics.GraphQL.Tests.Oracle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>A deployment, as dashboards see it: the server goes, another comes, and the figures go on.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Socket_client_comes_back_to_a_restarted_server_and_goes_on_where_it_was()
    {
        var followed = await FollowAsync("socketFollow", "followed", "ws");
        Assert.Equal("""[{"code":1001,"reason":"Going away"}]""", ServerCloses(followed));
        Assert.Equal(Enumerable.Range(1, 20), Steps(followed));
    }

    [Fact]
    public async Task Event_stream_client_comes_back_to_a_restarted_server_and_goes_on_where_it_was() =>
        Assert.Equal(Enumerable.Range(1, 20), Steps(await FollowAsync("eventsFollow", "eventsFollowed", "http")));

    private static async Task<JsonElement> FollowAsync(string follow, string followed, string scheme)
    {
        await using var clients = NodeProcess.Start("oracle.mjs", "clients");
        Uri address;
        await using (var first = await TickServer.StartAsync())
        {
            address = first.Client.BaseAddress!;
            await clients.CallAsync(follow, new
            {
                key = "1",
                url = new UriBuilder(address) { Scheme = scheme, Path = "/graphql" }.Uri,
                after = 5,
                operation = new { query = "subscription { step(to: 20) }" },
            });
            await first.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        }
        await using var second = await TickServer.StartAsync(address: address);
        return await clients.CallAsync(followed, new { key = "1" });
    }

    // The last close is the client's own, when all has come.
    private static string ServerCloses(JsonElement followed) =>
        JsonSerializer.Serialize(followed.GetProperty("closes").EnumerateArray()
            .Where(close => close.GetProperty("code").GetInt32() != 1000));

    private static IEnumerable<int> Steps(JsonElement followed)
    {
        Assert.False(followed.TryGetProperty("error", out var error), error.ToString());
        return followed.GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("data").GetProperty("step").GetInt32());
    }
}
