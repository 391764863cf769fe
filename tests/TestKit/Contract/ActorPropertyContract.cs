using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about properties of actors in filters and breakdowns.</summary>
public abstract class ActorPropertyContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Property_is_read_as_it_was_at_the_event_or_as_it_is_now()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 5), Event("a", "x", 9), Event("a", "y", 5), Event("a", null, 5),
            Change("x", 5, """{"plan":"free"}"""), Change("x", 9.001, """{"plan":"pro"}"""));

        Assert.Equal(["[free] 2", "[null] 3"], await GroupsAsync(AtEvent("plan")));
        Assert.Equal(["[pro] 3", "[null] 2"], await GroupsAsync(Current("plan")));
        Assert.Equal(2, await CountAsync(Is(AtEvent("plan"), "free")));
        Assert.Equal(0, await CountAsync(Is(AtEvent("plan"), "pro")));
        Assert.Equal(3, await CountAsync(Is(Current("plan"), "pro")));
        Assert.Equal(2, await CountAsync(new EventFilter.Not(new EventFilter.Exists(Current("plan")))));
    }

    [Fact]
    public async Task Change_in_the_past_counts_from_its_own_time()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "x", 5), Change("x", 4, """{"plan":"pro"}"""));
        await HasAsync(Change("x", 0.5, """{"plan":"free"}"""));

        Assert.Equal(["[free] 1", "[pro] 1"], await GroupsAsync(AtEvent("plan")));
        Assert.Equal(["[pro] 2"], await GroupsAsync(Current("plan")));
    }

    [Fact]
    public async Task Changes_of_one_time_go_by_their_order_in_the_log()
    {
        await HasAsync(Event("a", "x", 5), Change("x", 5, """{"plan":"free"}"""), Change("x", 5, """{"plan":"pro"}"""));

        Assert.Equal(["[pro] 1"], await GroupsAsync(AtEvent("plan")));
    }

    [Fact]
    public async Task Set_once_increment_and_unset_follow_each_other()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 2), Event("a", "x", 3), Event("a", "x", 4), Event("a", "x", 5), Event("a", "x", 6),
            Change("x", 1, """{"n":1.5}""", ActorPropertyChange.Increment), Change("x", 2, """{"n":7}""", ActorPropertyChange.SetOnce),
            Change("x", 3, """{"n":-2}""", ActorPropertyChange.Increment), Change("x", 4, """{"n":"text"}"""),
            Change("x", 5, """{"n":3}""", ActorPropertyChange.Increment), Change("x", 6, """{"n":0}""", ActorPropertyChange.Unset));

        Assert.Equal(["[1.5] 2", "[text] 2", "[-0.5] 1", "[null] 1"], await GroupsAsync(AtEvent("n")));
        Assert.Equal(["[null] 6"], await GroupsAsync(Current("n")));
    }

    [Fact]
    public async Task Set_once_keeps_the_earliest_by_time_not_by_arrival()
    {
        await HasAsync(Event("a", "x", 9), Change("x", 5, """{"source":"late"}""", ActorPropertyChange.SetOnce));
        await HasAsync(Change("x", 1, """{"source":"first"}""", ActorPropertyChange.SetOnce));

        Assert.Equal(["[first] 1"], await GroupsAsync(Current("source")));
    }

    [Fact]
    public async Task Ids_of_one_actor_have_one_history_and_their_own_again_after_a_split()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 5), Event("a", "y", 5), Change("x", 1, """{"n":1}""", ActorPropertyChange.Increment),
            Change("y", 4, """{"n":10}""", ActorPropertyChange.Increment), Merge("x", "y"));

        Assert.Equal(["[11] 2", "[1] 1"], await GroupsAsync(AtEvent("n")));

        await HasAsync(Split("x"));
        Assert.Equal(["[1] 2", "[10] 1"], await GroupsAsync(AtEvent("n")));
    }

    [Fact]
    public async Task Types_objects_and_lists_are_read_as_on_events()
    {
        await HasAsync(
            Event("a", "x", 2), Event("a", "y", 2), Event("a", "z", 2),
            Change("x", 1, """{"company":{"size":1},"tags":["p"]}"""), Change("y", 1, """{"company":{"size":"1"},"tags":"p"}"""),
            Change("z", 1, """{"company":{"size":null}}"""));

        Assert.Equal(["[1] 2", "[null] 1"], await GroupsAsync(Current("company.size")));
        Assert.Equal(1, await CountAsync(Is(Current("company.size"), new PropertyValue.Number(1))));
        Assert.Equal(["[p] 1", "[null] 2"], await GroupsAsync(AtEvent("tags")));
    }

    [Fact]
    public async Task Erased_properties_are_gone()
    {
        await HasAsync(
            Event("a", "x", 2), Event("a", "y", 2), Change("x", 1, """{"plan":"pro"}"""), Merge("x", "y"), Erase("x"));

        Assert.Equal(["[null] 1"], await GroupsAsync(Current("plan")));
    }

    [Fact]
    public async Task Property_of_an_event_is_another_than_the_actors_of_the_same_name()
    {
        await HasAsync(Event("a", "x", 2, """{"plan":"event"}"""), Change("x", 1, """{"plan":"actor"}"""));

        Assert.Equal(["[event] 1"], await GroupsAsync("plan"));
        Assert.Equal(["[actor] 1"], await GroupsAsync(AtEvent("plan")));
        Assert.Equal(1, await CountAsync(new EventFilter.And([Is("plan", "event"), Is(Current("plan"), "actor")])));
    }

    private async Task<IEnumerable<string>> GroupsAsync(PropertyRef property) =>
        (await SeriesAsync(Query() with { Breakdown = new(property, 10) })).Groups
            .Select(group => $"{group.Key} {group.Values.Total:0}");

    private async Task<decimal?> CountAsync(EventFilter filter) => (await SeriesAsync(Query() with { Filter = filter })).All.Total;

    private static SeriesQuery Query() => new() { Range = TenMinutes, Measure = new Measure(EventSelector.Any, Aggregation.Count) };
}
