using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;
using static Analytics.Infrastructure.Tests.Identity.ActorLogTests;

namespace Analytics.Infrastructure.Tests.Identity;

public sealed class ActorProfileTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_has_every_id_of_the_actor_and_one_history_of_its_properties()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var profiles = new ActorProfiles(log.Tenants.Connections);
        await log.Actors.MergeAsync(log.Here, Id("device"), Id("ann"), Token);
        await log.Actors.MergeAsync(log.Here, Id("phone"), Id("device"), Token);
        await log.Actors.MergeAsync(log.Here, Id("other"), Id("bob"), Token);
        await log.Actors.ChangeAsync(log.Here, Id("ann"), [Change(2, "Set", """{"plan":"pro","old":1}""")], Token);
        await log.Actors.ChangeAsync(log.Here, Id("phone"), [Change(1, "Set", """{"plan":"free","a":{"b":true}}""")], Token);
        await log.Actors.ChangeAsync(
            log.Here, Id("device"),
            [Change(3, "Increment", """{"visits":2.50}"""), Change(3, "Increment", """{"visits":1}"""), Change(3, "Unset", """{"old":null}""")],
            Token);
        await log.Actors.TagBotAsync(log.Here, new BotTag(Id("phone"), false), Token);

        var profile = (await profiles.FindAsync(log.Here, Id("phone"), Token)).Value;

        Assert.Equal("ann", profile.Id);
        Assert.Equal(
            [new("ann", null, false), new("device", null, false), new ActorIdentity("phone", false, false)], profile.Ids);
        Assert.Equal("""{"a.b":true,"plan":"pro","visits":3.5}""", profile.Properties.GetRawText());
        Assert.Equal((5, 3, 9L), (profile.ChangeCount, profile.IdCount, profile.Position));
        Assert.Equal(
            ["device Unset", "device Increment", "device Increment", "ann Set", "phone Set"],
            profile.History.Select(entry => $"{entry.Id} {entry.Change}"));
        var unknown = (await profiles.FindAsync(log.There, Id("phone"), Token)).Value;
        Assert.Equal(("phone", "{}", 1, 0), (unknown.Id, unknown.Properties.GetRawText(), unknown.IdCount, unknown.ChangeCount));
    }

    [Fact]
    public async Task Of_an_erased_actor_there_is_no_profile_and_an_opt_out_shows_on_its_ids()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var profiles = new ActorProfiles(log.Tenants.Connections);
        await log.OptOuts.OptOutAsync(log.Here, Id("ann"), Token);
        Assert.Equal([new ActorIdentity("ann", null, true)], (await profiles.FindAsync(log.Here, Id("ann"), Token)).Value.Ids);

        await log.Actors.EraseAsync(log.Here, Id("ann"), Token);

        Assert.Equal("ACTOR_ERASED", (await profiles.FindAsync(log.Here, Id("ann"), Token)).Problem!.Code);
        Assert.True(await log.OptOuts.IsOptedOutAsync(log.Here, Id("ann"), Token));
    }

    [Fact]
    public async Task Of_very_many_ids_and_changes_a_profile_lists_500_and_says_how_many_there_are()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.Log.AppendAsync(
            log.Here,
            new LogAppend([]) { Actors = [.. Enumerable.Range(0, 501).Select(i => new NewActorEntry($"{i}", Id("ann"), Events.Noon) { Alias = Id($"d{i:d3}") })] },
            Token);
        await log.Actors.ChangeAsync(
            log.Here, Id("d007"), [.. Enumerable.Range(0, 501).Select(i => Change(i, "Increment", """{"visits":1}"""))], Token);

        var profile = (await new ActorProfiles(log.Tenants.Connections).FindAsync(log.Here, Id("d500"), Token)).Value;

        Assert.Equal((502, 500, "ann", "d498"), (profile.IdCount, profile.Ids.Length, profile.Ids[0].Id, profile.Ids[^1].Id));
        Assert.Equal((501, 500), (profile.ChangeCount, profile.History.Length));
        Assert.Equal((Events.Noon.AddDays(500), Events.Noon.AddDays(1)), (profile.History[0].At, profile.History[^1].At));
        Assert.Equal("""{"visits":501}""", profile.Properties.GetRawText());
    }

    /// <summary>The engines' twin and the profile read the same properties of the same random history.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Properties_are_those_that_figures_read(int seed)
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var random = new Random(seed);
        var kinds = Enum.GetNames<ActorPropertyChange>();
        string[] values = ["1", "-2.25", "0.000000000000000001", "123456789012345678", "999999999999999999", "\"t\"", "true", "null", "[1]", "1e3"];
        for (var i = 0; i < 60; i++)
            await log.Actors.ChangeAsync(
                log.Here, Id("ann"),
                [Change(random.Next(10), kinds[random.Next(kinds.Length)], $$"""{"p{{random.Next(4)}}":{{values[random.Next(values.Length)]}}}""")],
                Token);

        var profile = (await new ActorProfiles(log.Tenants.Connections).FindAsync(log.Here, Id("ann"), Token)).Value;

        var twin = new SlowActorProperties(await log.EntriesAsync(log.Here));
        for (var p = 0; p < 4; p++)
            Assert.Equal(twin.Current("ann", $"p{p}"), Value(profile.Properties, $"p{p}"));
    }

    [Fact]
    public async Task Groups_are_listed_by_id_and_found_by_it_by_their_tenant_alone()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var groups = new ActorGroups(log.Tenants.Connections);
        await log.Log.AppendAsync(
            log.Here, new LogAppend([]) { Actors = [.. new[] { "b", "a", "B", "é" }.Select(InGroup)] }, Token);

        Assert.Equal(["B", "a"], (await groups.ListAsync(log.Here, null, 2, Token)).Select(group => group.Id));
        Assert.Equal(["b", "é"], (await groups.ListAsync(log.Here, "a", 9, Token)).Select(group => group.Id));
        var found = await groups.FindAsync(log.Here, "é", Token);
        Assert.Equal("""{"name": "é"}""", found!.Traits.GetRawText());
        Assert.Equal(Events.Noon, found.UpdatedAt);
        Assert.Null(await groups.FindAsync(log.There, "é", Token));
        Assert.Empty(await groups.ListAsync(log.There, null, 9, Token));
    }

    private static NewActorEntry InGroup(string id) => new($"message-{id}", Id("ann"), Events.Noon)
    {
        Group = new GroupTraits(Id(id), Encoding.UTF8.GetBytes($$"""{"name":"{{id}}"}"""), Events.Noon),
    };

    private static PropertyChanges Change(int day, string change, string json) => PropertyChanges.Create(
        Events.Noon.AddDays(day), Enum.Parse<ActorPropertyChange>(change), Encoding.UTF8.GetBytes(json)).Value;

    private static object? Value(JsonElement properties, string name) => !properties.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDecimal(),
            JsonValueKind.String => value.GetString(),
            _ => value.GetBoolean(),
        };
}
