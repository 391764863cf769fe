using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class ActorDraftTests
{
    [Fact]
    public void An_identify_call_says_who_it_is_and_what_is_set()
    {
        var draft = Read("""
            {"type":"identify","userId":7,"anonymousId":"a","messageId":"m","timestamp":"2026-03-01T10:00:00Z",
             "sentAt":"2026-03-01T10:00:01Z","traits":{"name":"Ada", "plan":{"tier":2}},"context":{"ip":"::1"}}
            """);

        var input = draft.Input;
        Assert.Equal(("identify", "m", "7", "a", "7"), (draft.Name, draft.Id, input.UserId, input.AnonymousId, input.Actor));
        Assert.Equal(TimeSpan.FromSeconds(1), input.SentAt - input.Timestamp);
        Assert.Equal(["Set {\"name\":\"Ada\", \"plan\":{\"tier\":2}}"], Changes(draft));
        Assert.Equal("{\"ip\":\"::1\"}", Text(input.Context));
    }

    [Theory]
    [InlineData("""{"a":1,"$setOnce":{"b":2},"c":3,"$increment":{"d":4},"$unset":["e","f\n"]}""",
        "Set {\"a\":1,\"c\":3}|SetOnce {\"b\":2}|Increment {\"d\":4}|Unset {\"e\":null,\"f\\n\":null}")]
    [InlineData("""{ "$increment":{"d":4} , "a":[1,{"$setOnce":5}]}""", "Set {\"a\":[1,{\"$setOnce\":5}]}|Increment {\"d\":4}")]
    [InlineData("""{"$setOnce":{"b":"}"}}""", "SetOnce {\"b\":\"}\"}")]
    [InlineData("""{"\u0024unset":["a"]}""", "Unset {\"a\":null}")]
    [InlineData("""{"$set":{"a":1}}""", "Set {\"$set\":{\"a\":1}}")]
    [InlineData("""{"$unset":[],"$setOnce":{}}""", "")]
    [InlineData("{ }", "")]
    public void Traits_say_what_is_set_once_added_or_taken_away(string traits, string expected) =>
        Assert.Equal(expected, string.Join('|', Changes(Read($$"""{"type":"identify","userId":"u","traits":{{traits}}}"""))));

    [Theory]
    [InlineData("""{"type":"identify"}""", "ACTOR_MISSING", "userId")]
    [InlineData("""{"type":"identify","userId":"","anonymousId":""}""", "ACTOR_MISSING", "userId")]
    [InlineData("""{"type":"alias","previousId":"a"}""", "ACTOR_MISSING", "userId")]
    [InlineData("""{"type":"alias","userId":"a"}""", "ACTOR_MISSING", "previousId")]
    [InlineData("""{"type":"group","userId":"a","groupId":""}""", "GROUP_MISSING", "groupId")]
    [InlineData("""{"type":"group","groupId":"g"}""", "ACTOR_MISSING", "userId")]
    [InlineData("""{"type":"identify","userId":true}""", "WRONG_TYPE", "userId")]
    [InlineData("""{"type":"identify","userId":"u","traits":[]}""", "WRONG_TYPE", "traits")]
    [InlineData("""{"type":"identify","userId":"u","traits":{"a":"\u0000"}}""", "TEXT_HAS_NUL", "traits.a")]
    [InlineData("""{"type":"identify","userId":"u","traits":{"$setOnce":[]}}""", "WRONG_TYPE", "traits.$setOnce")]
    [InlineData("""{"type":"identify","userId":"u","traits":{"$increment":1}}""", "WRONG_TYPE", "traits.$increment")]
    [InlineData("""{"type":"identify","userId":"u","traits":{"$unset":{"a":1}}}""", "WRONG_TYPE", "traits.$unset")]
    [InlineData("""{"type":"identify","userId":"u","traits":{"$unset":[["a"],1]}}""", "WRONG_TYPE", "traits.$unset")]
    public void What_an_actor_cannot_be_told_by_is_refused_with_the_place(string json, string code, string path)
    {
        var problem = One(json).Problem;
        Assert.Equal((code, path), (problem!.Code, problem.Path));
    }

    [Fact]
    public void Without_an_id_the_content_decides_and_what_differs_in_any_part_is_another_message()
    {
        string[] messages =
        [
            """{"type":"identify","userId":"u"}""",
            """{"type":"identify","anonymousId":"u"}""",
            """{"type":"identify","userId":"u","traits":{"a":1}}""",
            """{"type":"identify","userId":"u","traits":{"$setOnce":{"a":1}}}""",
            """{"type":"identify","userId":"u","timestamp":"2026-03-01T10:00:00Z"}""",
            """{"type":"identify","userId":"u","context":{"a":1}}""",
            """{"type":"group","userId":"u","groupId":"g"}""",
            """{"type":"alias","userId":"u","previousId":"g"}""",
        ];

        Assert.Equal(messages.Length, messages.Select(json => Read(json).Id).Distinct().Count());
        Assert.Equal(Read(messages[0]).Id, Read(messages[0].Replace(":", " : ", StringComparison.Ordinal)).Id);
    }

    private static IEnumerable<string> Changes(ActorDraft draft) =>
        draft.Input.Changes.Select(change => $"{change.Change} {Text(change.Properties)}");

    private static ActorDraft Read(string json) => Assert.IsType<ActorDraft>(One(json).Value);

    private static Result<MessageDraft> One(string json) =>
        Assert.Single(EventPayload.ReadSegmentBatch(Utf8($$"""{"batch":[{{json}}]}""")).Value.Events);
}
