using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection.Formats;

public sealed class MixpanelReaderTests
{
    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task Events_land_with_their_ids_and_times_in_seconds_or_milliseconds()
    {
        var payload = EventPayload.ReadMixpanelEvents(Utf8("""
            [{"event":"Signed up","properties":{"time":1772359200,"distinct_id":"u-1","$insert_id":"29fc2962-6d9c-455d-95ad-95b84f09b9e4","Referred by":"Friend","token":"wk_1"}},
             {"event":"Purchase","properties":{"time":1772359200123,"distinct_id":"$device:d-1","$insert_id":"i2","Item":"Coffee","Amount":5.0,"token":"wk_1"}},
             {"event":"View","properties":{"time":1772359200.5,"distinct_id":"u-1","$user_id":"u-1","$device_id":"d-1","$insert_id":"i3","$browser":"Firefox"}},
             {"event":"View","properties":{"time":1772359200,"distinct_id":"d-2","$device_id":"d-2","$insert_id":"i4"}}]
            """));
        await _collection.CollectAsync(payload);

        Assert.Equal("wk_1", payload.Value.WriteKey);
        Assert.Equal(
            ["29fc2962-6d9c-455d-95ad-95b84f09b9e4 Signed up u-1  1772359200000", "i2 Purchase  d-1 1772359200123",
             "i3 View u-1 d-1 1772359200500", "i4 View  d-2 1772359200000"],
            _collection.Log.Select(logged =>
                $"{logged.EventId} {logged.Name} {logged.UserId} {logged.AnonymousId} {logged.OccurredAt.ToUnixTimeMilliseconds()}"));
        Assert.Equal(["""{"Referred by":"Friend"}""", """{"Item":"Coffee","Amount":5.0}""", """{"$browser":"Firefox"}""", "{}"],
            _collection.Log.Select(logged => Text(logged.Properties)));
    }

    [Fact]
    public void Lines_of_history_are_read_one_by_one()
    {
        var events = EventPayload.ReadMixpanelLines(Utf8(
            "{\"event\":\"a\",\"properties\":{}}\n{\"event\":\n{\"event\":\"b\",\"properties\":{\"token\":\"t\"}}\n")).Value;

        Assert.Equal([null, "MALFORMED_JSON", null], events.Events.Select(one => one.Problem?.Code));
        Assert.Equal("t", events.WriteKey);
    }

    [Fact]
    public void What_is_said_of_somebody_is_a_statement_about_an_actor()
    {
        var profile = Said(EventPayload.ReadMixpanelProfiles(Utf8("""
            [{"$token":"t","$distinct_id":"u-1","$set":{"plan":"pro"},"$set_once":{"first":1},"$add":{"logins":2},"$unset":["old"]}]
            """)));
        Assert.Equal(("u-1", null, ActorCall.Identify), (profile.UserId, profile.AnonymousId, profile.Call));
        Assert.Equal(["Set {\"plan\":\"pro\"}", "SetOnce {\"first\":1}", "Increment {\"logins\":2}", "Unset {\"old\":null}"],
            profile.Changes.Select(change => $"{change.Change} {Text(change.Properties)}"));

        var identified = Said(EventPayload.ReadMixpanelEvents(Utf8(
            """{"event":"$identify","properties":{"$identified_id":"u-1","$anon_id":"$device:d-1","$insert_id":"i"}}""")));
        Assert.Equal((ActorCall.Identify, "u-1", "d-1", "i"), (identified.Call, identified.UserId, identified.AnonymousId, identified.Id));

        var aliased = Said(EventPayload.ReadMixpanelEvents(Utf8(
            """{"event":"$create_alias","properties":{"alias":"u-1","distinct_id":"d-1"}}""")));
        Assert.Equal((ActorCall.Alias, "u-1", "d-1"), (aliased.Call, aliased.UserId, aliased.PreviousId));
    }

    [Theory]
    [InlineData("""{"properties":{}}""", "EVENT_NAME_MISSING", "event")]
    [InlineData("""{"event":"a"}""", "WRONG_TYPE", "properties")]
    [InlineData("""{"event":"a","properties":{"time":"soon"}}""", "WRONG_TYPE", "properties.time")]
    [InlineData("""{"event":"a","properties":{"time":-5}}""", "TIMESTAMP_INVALID", "properties.time")]
    [InlineData("""{"event":"a","properties":{"distinct_id":[]}}""", "WRONG_TYPE", "properties.distinct_id")]
    [InlineData("""{"event":"$identify","properties":{"distinct_id":"a"}}""", "ACTOR_MISSING", "userId")]
    public void A_bad_event_is_refused_alone_with_its_place(string json, string code, string path)
    {
        var events = EventPayload.ReadMixpanelEvents(Utf8($$"""[{{json}},{"event":"good","properties":{} }]""")).Value.Events;
        var (problem, id) = Refusal(events[0]);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.StartsWith("sha256:", id, StringComparison.Ordinal);
        Assert.True(events[1].IsSuccess);
    }

    [Fact]
    public async Task A_refused_event_is_noted_by_the_id_that_it_gives_itself()
    {
        await _collection.CollectAsync(EventPayload.ReadMixpanelEvents(Utf8(
            """{"event":"a","properties":{"$insert_id":"m-1","time":"soon"}}""")));

        var noted = Assert.Single(Assert.Single(_collection.Journal).Messages).Value;
        Assert.Equal(("m-1", "a"), (noted.Id, noted.Name));
    }

    [Theory]
    [InlineData("""{"$set":{"a":1}}""", "ACTOR_MISSING", "userId")]
    [InlineData("""{"$distinct_id":"u","$set":5}""", "WRONG_TYPE", "$set")]
    [InlineData("""{"$distinct_id":"u","$unset":{}}""", "WRONG_TYPE", "$unset")]
    [InlineData("""{"$distinct_id":"u","$append":{"a":1}}""", "OPERATION_NOT_SUPPORTED", "$append")]
    [InlineData("""{"$distinct_id":"u","$delete":""}""", "OPERATION_NOT_SUPPORTED", "$delete")]
    public void A_change_that_profiles_do_not_take_is_refused(string json, string code, string path)
    {
        var (problem, _) = Refusal(EventPayload.ReadMixpanelProfiles(Utf8(json)).Value.Events[0]);
        Assert.Equal((code, path), (problem.Code, problem.Path));
    }

    private static ActorInput Said(Result<EventPayload> payload) =>
        Assert.IsType<ActorDraft>(Assert.Single(payload.Value.Events).Value).Input;
}
