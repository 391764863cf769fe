using Analytics.Domain.Collection;
using Analytics.Domain.TrackingPlan;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class PlanVerdictTests
{
    private const string Priced = """{"name": "order_placed", "properties": [{"name": "price", "type": "NUMBER", "minimum": 0}]}""";

    private readonly CollectionFixture _collection = new();

    [Theory]
    [InlineData("REJECT", EventStatus.Quarantined, 0, 1)]
    [InlineData("WARN", EventStatus.Accepted, 1, 0)]
    public async Task A_negative_price_is_put_aside_or_accepted_with_a_notice(
        string mode, EventStatus status, int logged, int aside)
    {
        Publish($$"""{"mode": "{{mode}}", "events": [{{Priced}}]}""");

        var receipt = await SendAsync("""{"id":"1","eventType":"order_placed","properties":{"price":-1}}""");

        var verdict = Assert.Single(receipt.Verdicts);
        Assert.Equal((status, "PROPERTY_OUT_OF_RANGE", "properties.price"),
            (verdict.Status, verdict.Problem!.Code, verdict.Problem.Path));
        Assert.Equal((logged, logged, aside), (receipt.Accepted, _collection.Log.Count, _collection.Quarantine.Entries.Count));
    }

    [Fact]
    public async Task Of_one_request_each_event_goes_where_it_belongs()
    {
        Publish($$"""{"mode": "REJECT", "events": [{{Priced}}, {"name": "old", "status": "BLOCKED"}]}""");

        var receipt = await SendAsync("""
            [{"id":"1","eventType":"order_placed","properties":{"price":"x"}}, {"id":"2","eventType":"old"},
             {"id":"3","eventType":"order_placed","properties":{"price":1}}, {"id":"4","eventType":"new"}]
            """);

        Assert.Equal(
            [EventStatus.Quarantined, EventStatus.Rejected, EventStatus.Accepted, EventStatus.Accepted],
            receipt.Verdicts.Select(verdict => verdict.Status));
        Assert.Equal("EVENT_BLOCKED", receipt.Verdicts[1].Problem!.Code);
        Assert.Equal(["3", "4"], _collection.Log.Select(one => one.EventId));
    }

    [Fact]
    public async Task A_full_quarantine_refuses_and_says_so()
    {
        Publish($$"""{"mode": "REJECT", "events": [{{Priced}}]}""");
        _collection.Quarantine.MaxEvents = 0;

        var verdict = (await SendAsync("""{"id":"1","eventType":"order_placed","properties":{"price":-1}}""")).Verdicts[0];

        Assert.Equal((EventStatus.Rejected, "QUARANTINE_FULL"), (verdict.Status, verdict.Problem!.Code));
    }

    [Fact]
    public async Task What_is_denied_reaches_neither_the_log_nor_the_quarantine()
    {
        Publish($$"""{"mode": "REJECT", "denied": ["email"], "events": [{{Priced}}]}""");

        await SendAsync("""
            [{"id":"1","eventType":"e","properties":{"email":"x@y"},"context":{"traits":{"email":"x@y"}}},
             {"id":"2","eventType":"order_placed","properties":{"price":-1,"email":"x@y"}}]
            """);

        Assert.Equal("{}", Text(_collection.Log[0].Properties));
        Assert.Equal("""{"traits":{}}""", Text(_collection.Log[0].Context));
        Assert.Equal("""{"price":-1}""", Text(_collection.Quarantine.Entries[0].Event!.Properties));
    }

    private void Publish(string plan) => _collection.Rules = CollectionRules.None with
    {
        Plan = PublishedPlan.Compile(1, PlanJson.Read(Utf8(plan)).Value),
    };

    private Task<CollectionReceipt> SendAsync(string json) => _collection.CollectAsync(EventPayload.ReadJson(Utf8(json)));
}
