using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Identity;

/// <summary>Who is who, over HTTP: what messages say, what administrators decide, and what every figure makes of it.</summary>
public sealed class ActorScenarioTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Range = """range: {last: "P30D"}""";

    private static readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddDays(-3);

    [Fact]
    public async Task Sign_in_joins_the_devices_past_everywhere_at_once_and_a_split_gives_it_back()
    {
        using var admin = empty.Host.As("retail", "admin");
        await SendAsync(
            admin, Track("merge_visit", 0, anonymous: "m-device"), Track("merge_visit", 5, user: "m-other"),
            Track("merge_buy", 10, user: "m-ann"), Track("merge_buy", 12, user: "m-other"));
        var position = await SendAsync(admin, Track("merge_visit", 20, anonymous: "m-device"));
        var before = await FiguresAsync(admin, "merge", position);
        Assert.Equal("actors 3, funnel 2 1, cohort 3, retained 3, sessions 3 of 3", before);

        position = await SendAsync(admin, """{"type":"identify","userId":"m-ann","anonymousId":"m-device","traits":{"plan":"pro"}}""");
        Assert.Equal("actors 2, funnel 2 2, cohort 2, retained 2, sessions 2 of 2", await FiguresAsync(admin, "merge", position));
        var profile = await ActorAsync(admin, "m-device");
        Assert.Equal("m-ann", profile.GetProperty("id").GetString());
        Assert.Equal(["m-ann", "m-device"], Ids(profile));
        Assert.Equal("""{"plan":"pro"}""", profile.GetProperty("properties").GetRawText());

        position = await DecideAsync(admin, "splitActor", """alias: "m-device" """);
        Assert.Equal(before, await FiguresAsync(admin, "merge", position));

        position = await DecideAsync(admin, "mergeActors", """alias: "m-device", actor: "m-ann" """);
        Assert.Equal("actors 2, funnel 2 2, cohort 2, retained 2, sessions 2 of 2", await FiguresAsync(admin, "merge", position));
    }

    [Fact]
    public async Task A_second_person_on_a_device_gets_none_of_the_firsts_past_and_is_told()
    {
        using var admin = empty.Host.As("retail", "admin");
        await SendAsync(
            admin, Track("second_visit", 0, anonymous: "s-device"), """{"type":"identify","userId":"s-ann","anonymousId":"s-device"}""");

        var answer = await BatchAsync(
            admin, """{"type":"identify","userId":"s-bob","anonymousId":"s-device"}""",
            """{"type":"alias","userId":"s-bob","previousId":"s-ann"}""", """{"type":"alias","userId":"s-bob","previousId":"s-old"}""");

        Assert.Equal(
            ["ACCEPTED ALIAS_NOT_MERGED", "ACCEPTED ALIAS_NOT_MERGED", "ACCEPTED "],
            answer.GetProperty("results").EnumerateArray().Select(one =>
                $"{one.GetProperty("status")} {(one.TryGetProperty("code", out var code) ? code.GetString() : null)}"));
        Assert.Equal(["s-ann", "s-device"], Ids(await ActorAsync(admin, "s-device")));
        Assert.Equal(["s-bob", "s-old"], Ids(await ActorAsync(admin, "s-bob")));
        var refused = (await admin.QueryAsync(
            """mutation { mergeActors(input: {alias: "s-device", actor: "s-bob"}) { errors { ... on InputError { code path } } } }"""))
            .GetProperty("mergeActors").GetProperty("errors")[0];
        Assert.Equal(("ALIAS_NOT_MERGED", "alias"), (refused.GetProperty("code").GetString(), refused.GetProperty("path").GetString()));
        await DecideAsync(admin, "splitActor", """alias: "s-device" """);
        await DecideAsync(admin, "mergeActors", """alias: "s-device", actor: "s-bob" """);
        Assert.Equal(["s-bob", "s-device", "s-old"], Ids(await ActorAsync(admin, "s-device")));
    }

    [Fact]
    public async Task Properties_are_read_as_they_were_or_as_they_are_and_an_increment_that_is_sent_again_counts_once()
    {
        using var admin = empty.Host.As("retail", "admin");
        var increment = Identify("p-ann", 3, """{"$increment":{"visits":2}}""", "p-increment");
        await SendAsync(
            admin, Identify("p-ann", 0, """{"plan":"free","$setOnce":{"source":"mail"}}"""), Track("property_visit", 1, user: "p-ann"),
            Identify("p-ann", 2, """{"plan":"pro","$setOnce":{"source":"ad"}}"""), increment, Track("property_visit", 4, user: "p-ann"));
        var position = await SendAsync(admin, increment);

        Assert.Equal(
            (1, 1, 0, 2),
            (await CountAsync(admin, "free", "AT_EVENT", position), await CountAsync(admin, "pro", "AT_EVENT", position),
                await CountAsync(admin, "free", "CURRENT", position), await CountAsync(admin, "pro", "CURRENT", position)));
        Assert.Equal(
            """{"plan":"pro","source":"mail","visits":2}""", (await ActorAsync(admin, "p-ann")).GetProperty("properties").GetRawText());

        position = await DecideAsync(
            admin, "setActorProperties", """actor: "p-ann", set: {plan: "free"}, increment: {visits: 1}, unset: ["source"]""");
        Assert.Equal(2, await CountAsync(admin, "free", "CURRENT", position));
        var profile = await ActorAsync(admin, "p-ann");
        Assert.Equal("""{"plan":"free","visits":3}""", profile.GetProperty("properties").GetRawText());
        Assert.Equal(
            ["UNSET", "INCREMENT", "SET", "INCREMENT", "SET_ONCE", "SET", "SET_ONCE", "SET"],
            profile.GetProperty("history").EnumerateArray().Select(change => change.GetProperty("change").GetString()));
    }

    [Fact]
    public async Task A_funnel_counts_companies_as_a_plain_loop_does()
    {
        using var admin = empty.Host.As("retail", "admin");
        var random = new Random(7);
        var actors = Enumerable.Range(0, 40).Select(i => (Id: $"g-{i}", Group: i % 7 == 0 ? null : $"company-{random.Next(8)}")).ToList();
        var events = Enumerable.Range(0, 90).Select(_ => (
            Actor: actors[random.Next(actors.Count)], Name: random.Next(3) == 0 ? "group_buy" : "group_visit", Minute: random.Next(600))).ToList();
        await SendAsync(admin, [.. actors.Where(actor => actor.Group is not null).Select(actor =>
            $$"""{"type":"group","userId":"{{actor.Id}}","groupId":"{{actor.Group}}","traits":{"name":"{{actor.Group}}"},"timestamp":"{{At(-60)}}"}""")]);
        var position = await SendAsync(admin, [.. events.Select(one => Track(one.Name, one.Minute, user: one.Actor.Id))]);

        var byGroup = events.Where(one => one.Actor.Group is not null).ToLookup(one => one.Actor.Group);
        var visited = byGroup.Where(group => group.Any(one => one.Name == "group_visit")).ToList();
        // Events of one minute have ids at random: none stands at the same minute as another of its company.
        var bought = visited.Count(group => group.Any(visit => visit.Name == "group_visit"
            && group.Any(buy => buy.Name == "group_buy" && buy.Minute > visit.Minute)));
        var funnel = (await admin.QueryAsync(
            $$"""
            { funnel(atLeast: {{position}}, definition: { {{Range}}, count: GROUPS, groupActorProperty: "group_id",
                steps: [{events: ["group_visit"]}, {events: ["group_buy"]}] }) { steps { count } } }
            """)).GetProperty("funnel").GetProperty("steps");

        Assert.Equal((visited.Count, bought), (funnel[0].GetProperty("count").GetInt32(), funnel[1].GetProperty("count").GetInt32()));
        Assert.InRange(bought, 1, visited.Count);
        var page = (await admin.QueryAsync("""{ groups(first: 3) { nodes { id traits updatedAt } pageInfo { hasNextPage endCursor } } }""")).GetProperty("groups");
        Assert.Equal(
            ["company-0", "company-1", "company-2"], page.GetProperty("nodes").EnumerateArray().Select(group => group.GetProperty("id").GetString()));
        Assert.Equal(
            "company-3", (await admin.QueryAsync("""{ group(id: "company-3") { traits } }""")).GetProperty("group").GetProperty("traits").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_opt_out_takes_effect_on_the_next_event_and_can_be_taken_back()
    {
        using var admin = empty.Host.As("retail", "admin");
        await SendAsync(admin, Track("opt_visit", 0, anonymous: "o-device"), """{"type":"identify","userId":"o-ann","anonymousId":"o-device"}""");

        await DecideAsync(admin, "optOutActor", """actor: "o-ann" """);
        Assert.Equal(
            ["REJECTED ACTOR_OPTED_OUT", "REJECTED ACTOR_OPTED_OUT", "REJECTED ACTOR_OPTED_OUT", "ACCEPTED "],
            await VerdictsAsync(
                admin, Track("opt_visit", 1, anonymous: "o-device"), Track("opt_visit", 2, user: "o-ann"),
                """{"type":"identify","userId":"o-ann","traits":{"a":1}}""", Track("opt_visit", 2, user: "o-bob")));
        Assert.All(
            (await ActorAsync(admin, "o-device")).GetProperty("ids").EnumerateArray(),
            id => Assert.True(id.GetProperty("isOptedOut").GetBoolean()));

        await DecideAsync(admin, "optInActor", """actor: "o-ann" """);
        Assert.Equal(["ACCEPTED "], await VerdictsAsync(admin, Track("opt_visit", 3, anonymous: "o-device")));
        await using var database = await empty.Host.OpenDatabaseAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "select string_agg(action, ' ' order by id) from audit_log where action like 'actor_opted%' and detail::text not like '%ann%'";
        Assert.Equal("actor_opted_out actor_opted_in", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_tag_moves_an_ids_events_among_robots_and_back()
    {
        using var admin = empty.Host.As("retail", "admin");
        await SendAsync(admin, Track("tag_visit", 0, user: "t-ann"), Track("tag_visit", 1, user: "t-bot"));

        var position = await DecideAsync(admin, "tagActorBot", """actor: "t-bot", isBot: true """);
        Assert.Equal(1, await ActorsAsync(admin, "tag_visit", position));
        position = await DecideAsync(admin, "tagActorBot", """actor: "t-bot", isBot: null """);
        Assert.Equal(2, await ActorsAsync(admin, "tag_visit", position));
    }

    [Fact]
    public async Task Timeline_has_what_an_actor_did_under_all_ids_and_pages_stay_as_of_the_first()
    {
        using var admin = empty.Host.As("retail", "admin");
        var position = await SendAsync(
            admin, Track("line_a", 0, anonymous: "l-device"), Track("line_b", 5, user: "l-ann"), Track("line_c", 10, user: "l-ann"),
            Track("line_d", 7, user: "l-other"), """{"type":"identify","userId":"l-ann","anonymousId":"l-device"}""");
        const string page = "totalCount nodes { name anonymousId } pageInfo { hasNextPage endCursor }";
        var first = await TimelineAsync(admin, $"atLeast: {position}, first: 2) {{ {page} }}");
        Assert.Equal(["line_c", "line_b"], NamesOf(first));
        Assert.Equal(3, first.GetProperty("totalCount").GetInt32());

        position = await SendAsync(admin, Track("line_late", 1, user: "l-ann"), Track("line_late", 20, user: "l-ann"));
        var cursor = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var second = await TimelineAsync(admin, $"first: 2, after: \"{cursor}\") {{ {page} }}");

        Assert.Equal(["line_a"], NamesOf(second));
        Assert.False(second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        var filtered = await TimelineAsync(admin, $"atLeast: {position}, events: [\"line_late\"]) {{ {page} }}");
        Assert.Equal(["line_late", "line_late"], NamesOf(filtered));

        static IEnumerable<string?> NamesOf(JsonElement timeline) =>
            timeline.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString());

        static async Task<JsonElement> TimelineAsync(ApiClient client, string rest) => (await client.QueryAsync(
            $"{{ actor(id: \"l-device\") {{ timeline({rest} }} }}")).GetProperty("actor").GetProperty("timeline");
    }

    [Fact]
    public async Task Yesterdays_figure_comes_again_after_a_merge_and_late_events()
    {
        using var admin = empty.Host.As("retail", "admin");
        var position = await SendAsync(admin, Track("past_visit", 0, user: "y-ann"), Track("past_visit", 1, anonymous: "y-device"));
        var figure = $$"""query: { {{Range}}, events: ["past_visit"], aggregation: UNIQUE_ACTORS }) { total actors { totalCount } meta { watermark erasedSince } }""";
        var before = (await admin.QueryAsync($"{{ explore(atLeast: {position}, {figure} }}")).GetProperty("explore");
        Assert.Equal(2, before.GetProperty("total").GetInt32());
        var watermark = before.GetProperty("meta").GetProperty("watermark").GetInt64();

        var later = await SendAsync(
            admin, """{"type":"identify","userId":"y-ann","anonymousId":"y-device"}""", Track("past_visit", 2, user: "y-late"),
            Track("past_visit", 3, user: "y-later"));

        Assert.Equal(3, (await admin.QueryAsync($"{{ explore(atLeast: {later}, {figure} }}")).GetProperty("explore").GetProperty("total").GetInt32());
        var again = (await admin.QueryAsync($"{{ explore(asOf: {watermark}, {figure} }}")).GetProperty("explore");
        Assert.Equal(before.GetRawText(), again.GetRawText());
        Assert.Equal("NOT_YET_VISIBLE", await admin.CodeOfErrorAsync($"{{ explore(asOf: {later + 1_000_000}, {figure} }}"));
    }

    [Fact]
    public async Task Only_administrators_decide_and_viewers_see_no_profile()
    {
        using var viewer = empty.Host.As("retail", "viewer");
        using var analyst = empty.Host.As("retail", "analyst");
        using var admin = empty.Host.As("retail", "admin");

        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync("""{ actor(id: "x") { id } }"""));
        const string whyNot = """{ whyNot(actor: "x", figure: {cohort: {did: {events: ["never"], atLeast: 1}}}) { counted countedAs reasons { reason } } }""";
        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync(whyNot));
        Assert.Equal(
            """{"counted":false,"countedAs":"x","reasons":[{"reason":"NO_EVENTS"}]}""",
            (await analyst.QueryAsync(whyNot)).GetProperty("whyNot").GetRawText());
        Assert.Equal("x", (await analyst.QueryAsync("""{ actor(id: "x") { id } }""")).GetProperty("actor").GetProperty("id").GetString());
        foreach (var mutation in (string[])["splitActor(input: {alias: \"x\"})", "optOutActor(input: {actor: \"x\"})", "mergeActors(input: {alias: \"x\", actor: \"y\"})"])
            Assert.Equal("AUTH_NOT_AUTHORIZED", await analyst.CodeOfErrorAsync($"mutation {{ {mutation} {{ actorProfile {{ id }} }} }}"));
        var refused = (await admin.QueryAsync(
            """mutation { setActorProperties(input: {actor: "", set: {a: 1}}) { actorProfile { id } errors { ... on InputError { code path } } } }"""))
            .GetProperty("setActorProperties").GetProperty("errors")[0];
        Assert.Equal(("ACTOR_MISSING", "actor"), (refused.GetProperty("code").GetString(), refused.GetProperty("path").GetString()));
    }

    private static async Task<string> FiguresAsync(ApiClient client, string prefix, long atLeast)
    {
        var names = $"[\"{prefix}_visit\", \"{prefix}_buy\"]";
        var of = $"{{events: {names}}}";
        var data = await client.QueryAsync(
            $$"""
            {
              explore(atLeast: {{atLeast}}, query: { {{Range}}, events: {{names}}, aggregation: UNIQUE_ACTORS }) { total }
              funnel(atLeast: {{atLeast}}, definition: { {{Range}}, steps: [{events: ["{{prefix}}_visit"]}, {events: ["{{prefix}}_buy"]}] }) { steps { count } }
              actors(atLeast: {{atLeast}}, criteria: {did: {events: {{names}}, atLeast: 1 } }) { totalCount }
              retention(atLeast: {{atLeast}}, query: { {{Range}}, period: QUARTER, periods: 1, start: {{of}}, return: {{of}} }) { cohorts { size } }
              sessions(atLeast: {{atLeast}}, query: { {{Range}}, filter: {property: "of", eq: "{{prefix}}" } }) { total { count actors } }
            }
            """);
        var steps = data.GetProperty("funnel").GetProperty("steps");
        var sessions = data.GetProperty("sessions").GetProperty("total");
        var retained = data.GetProperty("retention").GetProperty("cohorts").EnumerateArray().Sum(cohort => cohort.GetProperty("size").GetInt64());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"actors {data.GetProperty("explore").GetProperty("total")}, funnel {steps[0].GetProperty("count")} {steps[1].GetProperty("count")}, cohort {data.GetProperty("actors").GetProperty("totalCount")}, retained {retained}, sessions {sessions.GetProperty("count")} of {sessions.GetProperty("actors")}");
    }

    private static async Task<int> CountAsync(ApiClient client, string plan, string at, long atLeast) => Whole((await client.QueryAsync(
        $$"""
        { explore(atLeast: {{atLeast}}, query: { {{Range}}, events: ["property_visit"], aggregation: COUNT,
            filter: {actorProperty: "plan", actorPropertyAt: {{at}}, eq: "{{plan}}" } }) { total } }
        """)).GetProperty("explore").GetProperty("total"));

    private static async Task<int> ActorsAsync(ApiClient client, string name, long atLeast) => Whole((await client.QueryAsync(
        $$"""{ explore(atLeast: {{atLeast}}, query: { {{Range}}, events: ["{{name}}"], aggregation: UNIQUE_ACTORS }) { total } }"""))
        .GetProperty("explore").GetProperty("total"));

    private static int Whole(JsonElement number) => (int)decimal.Parse(number.ToString(), CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ActorAsync(ApiClient client, string id) => (await client.QueryAsync(
        $$"""{ actor(id: "{{id}}") { id idCount ids { id isBot isOptedOut } properties history { at id change properties } position } }"""))
        .GetProperty("actor");

    private static IEnumerable<string?> Ids(JsonElement profile) =>
        profile.GetProperty("ids").EnumerateArray().Select(id => id.GetProperty("id").GetString());

    /// <summary>The log's head after a mutation.</summary>
    private static async Task<long> DecideAsync(ApiClient client, string mutation, string input)
    {
        var payload = (await client.QueryAsync(
            $$"""mutation { {{mutation}}(input: { {{input}} }) { actorProfile { position } errors { ... on InputError { code message } } } }"""))
            .GetProperty(mutation);
        Assert.True(payload.GetProperty("errors").ValueKind is JsonValueKind.Null, $"{payload}");
        return payload.GetProperty("actorProfile").GetProperty("position").GetInt64();
    }

    private static async Task<long> SendAsync(ApiClient client, params string[] messages) =>
        (await BatchAsync(client, messages)).GetProperty("position").GetInt64();

    private static async Task<IEnumerable<string>> VerdictsAsync(ApiClient client, params string[] messages) =>
        (await BatchAsync(client, messages)).GetProperty("results").EnumerateArray().Select(one =>
            $"{one.GetProperty("status")} {(one.TryGetProperty("code", out var code) ? code.GetString() : null)}");

    private static async Task<JsonElement> BatchAsync(ApiClient client, params string[] messages)
    {
        var (status, body) = await client.SendAsync(
            "v1/batch", $$"""{"batch":[{{string.Join(',', messages)}}]}""", client.Credential!.WriteKey);
        Assert.True(status == 200, $"{status} {body}");
        return body;
    }

    private static string Track(string name, int minute, string? user = null, string? anonymous = null) =>
        $$"""
        {"type":"track","event":"{{name}}","timestamp":"{{At(minute)}}","properties":{ "of":"{{name.Split('_')[0]}}" },
         {{(user is null ? $"\"anonymousId\":\"{anonymous}\"" : $"\"userId\":\"{user}\"")}} }
        """;

    private static string Identify(string user, int minute, string traits, string? id = null) =>
        $$"""{"type":"identify","userId":"{{user}}","timestamp":"{{At(minute)}}","traits":{{traits}}{{(id is null ? "" : $",\"messageId\":\"{id}\"")}}}""";

    private static string At(int minute) => _start.AddMinutes(minute).ToString("O", CultureInfo.InvariantCulture);
}
