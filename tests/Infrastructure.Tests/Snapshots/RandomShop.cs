using System.Globalization;
using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Snapshots;

/// <summary>What happens in a shop within some weeks around a change of clocks: what metrics count, in two currencies, of
/// few people with several ids.</summary>
internal sealed class RandomShop(SnapshotFixture snapshots, TenantScope tenant, int seed, DateTimeOffset from, int days)
{
    private static readonly string[] _names =
    [
        "order_placed", "order_placed", "order_corrected", "item_sold", "order_refunded", "user_registered", "page_view", "api_request",
        "product_listed", "order_received", "review_submitted", "ticket_opened", "ticket_resolved", "marketing_spend",
    ];

    private readonly Random _random = new(seed);
    private int _count;

    public Task HasEventsAsync(int count) =>
        snapshots.HasAsync(tenant, [.. Enumerable.Range(0, count).Select(_ => Next())]);

    /// <summary>Merges, splits and tags.</summary>
    public async Task HasIdentitiesAsync(int count, bool robots)
    {
        var actors = snapshots.Log.Actors;
        for (var i = 0; i < count; i++)
            if (robots && i == 0)
                await actors.TagBotAsync(tenant, new BotTag(Id(), true), CancellationToken.None);
            else if (_random.Next(4) == 0)
                await actors.SplitAsync(tenant, Id(), CancellationToken.None);
            else
                await actors.MergeAsync(tenant, Id(), Id(), CancellationToken.None);
        await snapshots.FollowAsync(tenant);
    }

    private ActorId Id() => ActorId.Create($"id {_random.Next(12)}", "id").Value;

    private NewEvent Next()
    {
        var amount = (_random.Next(-2_000, 9_000) / 100m).ToString(CultureInfo.InvariantCulture);
        var currency = _random.Next(6) switch { 0 => ",\"currency\":\"USD\"", 1 => ",\"currency\":null", 2 => ",\"currency\":\"EUR\"", _ => "" };
        var properties = $$"""{"total":{{amount}},"amount":{{amount}},"quantity":{{_random.Next(9)}},"rating":{{_random.Next(6)}},"resolution_hours":2.5,"orders":-1{{currency}}}""";
        return new NewEvent(
            $"{seed}/{_count++}", _names[_random.Next(_names.Length)], from.AddMinutes(_random.Next(days * 48) * 30), Events.Noon,
            Encoding.UTF8.GetBytes(properties))
        {
            UserId = _random.Next(8) == 0 ? null : $"id {_random.Next(12)}",
        };
    }
}
