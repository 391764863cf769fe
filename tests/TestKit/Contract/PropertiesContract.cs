using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about the properties that events have.</summary>
public abstract class PropertiesContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Properties_stand_under_their_event_with_their_types_and_number()
    {
        await HasAsync(
            Event("b", "x", 1, """{"total":1.5,"page":{"path":"/"},"none":null,"list":["a"]}"""),
            Event("b", "y", 2, """{"total":"free","page":{"path":"/x"},"paid":true}"""),
            Event("b", null, 3, """{"total":20}"""),
            Event("a", "x", 9, """{"total":7}"""));

        var answer = await PropertiesAsync(new PropertiesQuery { Range = TenMinutes });

        Assert.Equal(["b", "a"], answer.Events.Select(one => one.Name));
        var b = answer.Events[0];
        Assert.Equal((3, Start.AddSeconds(1), Start.AddSeconds(3)), (b.Count, b.FirstSeen, b.LastSeen));
        Assert.Equal(["total", "page.path", "paid"], b.Properties.Select(one => one.Name));
        var total = b.Properties[0];
        Assert.Equal((1, 2, 0, 3, Start.AddSeconds(3)), (total.Text, total.Numbers, total.Booleans, total.Events, total.LastSeen));
        Assert.Equal((1.5m, 20m, false), (total.Minimum, total.Maximum, total.IsWhole));
        Assert.Equal(["1.5", "20", "free"], total.Values);
        Assert.Equal(["20", "free", "1.5"], total.Examples);
        Assert.Equal((1, null, null), (b.Properties[2].Booleans, b.Properties[2].Minimum, b.Properties[2].Maximum));
        Assert.Equal((7m, 7m, true), (answer.Events[1].Properties[0].Minimum, answer.Events[1].Properties[0].Maximum, answer.Events[1].Properties[0].IsWhole));
    }

    [Fact]
    public async Task Only_events_that_match_are_looked_at()
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":1,"w":1}"""), Event("a", "y", 2, """{"v":2}"""), Event("b", "x", 3, """{"v":3}"""),
            Event("a", "x", 700, """{"late":1}"""));

        var named = await PropertiesAsync(new PropertiesQuery { Range = TenMinutes, Events = ["a"], StartsWith = "v" });
        var filtered = await PropertiesAsync(new PropertiesQuery
        {
            Range = TenMinutes, Filter = new EventFilter.Exists(new PropertyRef("w")),
        });

        Assert.Equal("v", Assert.Single(Assert.Single(named.Events).Properties).Name);
        Assert.Equal(2, named.Events[0].Count);
        Assert.Equal(1, Assert.Single(filtered.Events).Count);
    }

    [Fact]
    public async Task Examples_are_the_latest_values_and_more_than_fifty_values_are_not_listed()
    {
        await HasAsync([.. Enumerable.Range(0, 50).Select(i => Event("a", "x", i, $$"""{"v":"v{{i:00}}","few":{{i % 3}}}"""))]);
        Assert.Equal(50, (await PropertiesAsync(new PropertiesQuery { Range = TenMinutes })).Events[0].Properties
            .Single(one => one.Name == "v").Values.Length);

        await HasAsync(Event("a", "x", 49, """{"v":"a"}"""), Event("a", "x", 60, """{"v":"v00"}"""));

        var found = (await PropertiesAsync(new PropertiesQuery { Range = TenMinutes })).Events[0].Properties;
        Assert.Equal(["v00", "a", "v49", "v48", "v47"], found.Single(one => one.Name == "v").Examples);
        Assert.Empty(found.Single(one => one.Name == "v").Values);
        Assert.Equal(["0", "1", "2"], found.Single(one => one.Name == "few").Values);
        Assert.Equal(["1", "0", "2"], found.Single(one => one.Name == "few").Examples);
    }

    [Fact]
    public async Task Robots_and_the_erased_have_no_properties()
    {
        await HasAsync(
            Event("a", "robot", 1, """{"r":"secret-1"}"""), Event("a", "gone", 2, """{"g":"secret-2"}"""),
            Event("a", "x", 3, """{"v":1}"""));
        await HasAsync(Bot("robot"), Erase("gone"));

        Assert.Equal("v", Assert.Single(Assert.Single(
            (await PropertiesAsync(new PropertiesQuery { Range = TenMinutes })).Events).Properties).Name);
        Assert.Equal(["r", "v"], (await PropertiesAsync(new PropertiesQuery { Range = TenMinutes, IncludeBots = true }))
            .Events[0].Properties.Select(one => one.Name));
    }

    private async Task<PropertiesAnswer> PropertiesAsync(PropertiesQuery query) =>
        (await Engine.PropertiesAsync(Here, query, CancellationToken.None)).Value;
}
