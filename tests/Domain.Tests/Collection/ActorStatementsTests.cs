using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class ActorStatementsTests
{
    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task Identify_makes_the_device_the_persons_and_changes_properties_from_its_corrected_time_on()
    {
        var said = await SaidAsync("""
            {"type":"identify","userId":"u","anonymousId":"d","timestamp":"2031-01-01T00:00:00Z","sentAt":"2031-01-01T00:00:30Z",
             "traits":{"plan":"pro","$setOnce":{"first":"mail"},"$increment":{"visits":2},"$unset":["old"],"age":7}}
            """);

        Assert.Equal(("u", "d", true), (said.Actor.Value, said.Alias!.Value, said.NamesPerson));
        Assert.Equal(
            [
                (ActorPropertyChange.Set, """{"plan":"pro","age":7}"""), (ActorPropertyChange.SetOnce, """{"first":"mail"}"""),
                (ActorPropertyChange.Increment, """{"visits":2}"""), (ActorPropertyChange.Unset, """{"old":null}"""),
            ],
            said.Changes.Select(change => (change.Change, Text(change.Properties))));
        Assert.All(said.Changes, change => Assert.Equal(Now.AddSeconds(-30), change.At));
    }

    [Theory]
    [InlineData("""{"type":"identify","userId":"u","traits":{}}""", "u", null, true)]
    [InlineData("""{"type":"identify","anonymousId":"d","traits":{"a":1}}""", "d", null, false)]
    [InlineData("""{"type":"alias","previousId":"old","userId":"u","anonymousId":"d"}""", "u", "old", true)]
    public async Task Only_a_user_id_names_a_person(string json, string actor, string? alias, bool namesPerson)
    {
        var said = await SaidAsync(json);

        Assert.Equal((actor, alias, namesPerson), (said.Actor.Value, said.Alias?.Value, said.NamesPerson));
        Assert.Null(said.Group);
    }

    [Fact]
    public async Task Group_sets_the_actors_group_and_the_groups_traits_and_merges_nothing()
    {
        var said = await SaidAsync("""
            {"type":"group","userId":"u","anonymousId":"d","groupId":"a \"b\"","traits":{"plan":"pro"},"timestamp":"2026-03-01T11:00:00Z"}
            """);

        Assert.Null(said.Alias);
        var change = Assert.Single(said.Changes);
        Assert.Equal((ActorPropertyChange.Set, Now.AddHours(-1)), (change.Change, change.At));
        Assert.Equal("""{"group_id":"a \u0022b\u0022"}""", Text(change.Properties));
        Assert.Equal(
            ("a \"b\"", """{"plan":"pro"}""", Now.AddHours(-1)),
            (said.Group!.Id.Value, Text(said.Group.Traits), said.Group.At));
    }

    [Theory]
    [InlineData("""{"type":"group","userId":"u","groupId":"g","traits":{"$increment":{"seats":1}}}""", "GROUP_TRAITS")]
    [InlineData("""{"type":"identify","userId":"u","timestamp":"2026-03-03T12:00:00Z"}""", "TIMESTAMP_IN_FUTURE")]
    [InlineData("""{"type":"alias","userId":"u","previousId":"o","timestamp":"2001-03-03T12:00:00Z"}""", "TIMESTAMP_EXPIRED")]
    public async Task A_statement_that_cannot_be_is_refused(string json, string code)
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8($$"""{"batch":[{{json}}]}""")));

        Assert.Equal(code, Assert.Single(receipt.Verdicts).Problem!.Code);
        Assert.Empty(_collection.Statements);
    }

    [Fact]
    public async Task What_is_not_merged_is_accepted_with_a_notice_and_a_resend_is_known()
    {
        const string Json = """{"type":"identify","messageId":"1","userId":"u","anonymousId":"taken"}""";

        var receipt = await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8(
            $$"""{"batch":[{{Json}},{"type":"track","event":"e","userId":"u","anonymousId":"d"}]}""")));
        var again = await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8($$"""{"batch":[{{Json}}]}""")));

        Assert.Equal((EventStatus.Accepted, "ALIAS_NOT_MERGED"), (receipt.Verdicts[0].Status, receipt.Verdicts[0].Problem!.Code));
        Assert.Equal((2, EventStatus.Accepted), (receipt.Accepted, receipt.Verdicts[1].Status));
        Assert.Equal(EventStatus.Duplicate, Assert.Single(again.Verdicts).Status);
        Assert.Single(_collection.Statements);
    }

    private async Task<NewActorEntry> SaidAsync(string json)
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8($$"""{"batch":[{{json}}]}""")));
        Assert.Equal(EventStatus.Accepted, Assert.Single(receipt.Verdicts).Status);
        return Assert.Single(_collection.Statements);
    }
}
