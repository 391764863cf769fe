using System.Text.Json;

namespace Analytics.Scenarios.Collection;

/// <summary>Where visits come from.</summary>
[Collection(nameof(Collector))]
public sealed class CampaignTests(Collector collector)
{
    [Fact]
    public async Task A_session_keeps_the_campaign_of_its_landing_page()
    {
        await collector.SendAsync(
            $$"""
            {"batch": [
              {{Page("ann", "2019-01-01T10:00:00Z", "/?utm_source=news&utm_medium=mail&utm_campaign=spring", "https://mail.example/")}},
              {{Page("ann", "2019-01-01T10:01:00Z", "/cart", "")}},
              {{Page("ann", "2019-01-01T10:02:00Z", "/again?utm_source=ads&utm_medium=cpc&utm_campaign=summer", "")}},
              {{Page("ann", "2019-01-01T12:00:00Z", "/?utm_source=ads&utm_medium=cpc&utm_campaign=summer", "")}},
              {{Page("bob", "2019-01-01T10:00:00Z", "/", "https://www.google.com/")}}
            ]}
            """,
            "v1/batch");

        var data = await collector.AskAsync("""
            { sessions(query: {range: {between: {fromDate: "2019-01-01", toDate: "2019-01-02"}}, breakdown: [{property: "$utm_source"}, {property: "$utm_medium"}, {property: "$utm_campaign"}]}, SEEN) { groups { key statistics { count events } } } }
            """);

        Assert.Equal(
            [
                """{"key":["ads","cpc","summer"],"statistics":{"count":1,"events":1}}""",
                """{"key":["news","mail","spring"],"statistics":{"count":1,"events":3}}""",
                """{"key":[null,null,null],"statistics":{"count":1,"events":1}}""",
            ],
            data.GetProperty("sessions").GetProperty("groups").EnumerateArray()
                .Select(group => JsonSerializer.Serialize(group)).Order(StringComparer.Ordinal));
    }

    private static string Page(string user, string at, string path, string referrer) => JsonSerializer.Serialize(new
    {
        type = "page",
        messageId = $"{user}-{at}",
        anonymousId = user,
        timestamp = at,
        properties = new { path },
        context = new { page = new { url = "https://shop.example" + path, referrer } },
    });
}
