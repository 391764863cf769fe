using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Identity;

public sealed class ActorIdTests
{
    public static TheoryData<string?, string> Bad => new()
    {
        { null, "ACTOR_MISSING" },
        { "", "ACTOR_MISSING" },
        { new string('a', EventRules.MaxIdLength + 1), "ID_TOO_LONG" },
        { "a\0", "TEXT_HAS_NUL" },
        { "\ud800", "TEXT_NOT_UNICODE" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_no_event_can_carry_is_no_id(string? id, string code)
    {
        var problem = ActorId.Create(id, "alias").Problem!;

        Assert.Equal((code, "alias"), (problem.Code, problem.Path));
    }

    [Fact]
    public void An_id_is_kept_as_it_was_sent() => Assert.Equal(" É ", ActorId.Create(" É ", "id").Value.Value);

    [Theory]
    [InlineData("", "properties")]
    [InlineData("[]", "properties")]
    [InlineData("""{"a":1e999}""", "properties.a")]
    [InlineData("""{"a":"\u0000"}""", "properties.a")]
    public void Properties_that_an_event_could_not_have_no_actor_has(string json, string path) =>
        Assert.Equal(path, Changes(Events.Noon, json).Problem!.Path);

    [Fact]
    public void Changes_hold_from_a_whole_millisecond_since_1970()
    {
        Assert.Equal("TIMESTAMP_EXPIRED", Changes(DateTimeOffset.UnixEpoch.AddTicks(-1), "{}").Problem!.Code);
        Assert.Equal(Events.Noon.AddMilliseconds(1), Changes(Events.Noon.AddTicks(19_999), "{}").Value.At);
    }

    private static Result<PropertyChanges> Changes(DateTimeOffset at, string json) =>
        PropertyChanges.Create(at, ActorPropertyChange.Set, Encoding.UTF8.GetBytes(json));
}
