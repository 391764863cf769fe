using System.Text;
using Analytics.Domain.Privacy;

namespace Analytics.Domain.Tests.Privacy;

public sealed class ConsentStatementTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("{}", false)]
    [InlineData("""{"consent": "none"}""", false)]
    [InlineData("""{"consent": "functional"}""", false)]
    [InlineData("""{"consent": "analytics"}""", true)]
    [InlineData("""{"consent": "ALL"}""", true)]
    [InlineData("""{"consent": true}""", true)]
    [InlineData("""{"consent": false}""", false)]
    [InlineData("""{"consent": 1}""", false)]
    [InlineData("""{"consent": ["analytics"]}""", false)]
    [InlineData("""{"consent": {"level": "analytics"}}""", true)]
    [InlineData("""{"consent": {"categoryPreferences": {"advertising": true, "analytics": false}}}""", false)]
    [InlineData("""{"consent": {"categoryPreferences": {"advertising": false, "Analytics": true}}, "x": {"y": [1]}}""", true)]
    [InlineData("""{"consent": {"analytics": "yes"}}""", true)]
    [InlineData("""{"consent": {"other": {"analytics": true}}}""", false)]
    [InlineData("""{"traits": {"consent": "all"}}""", false)]
    [InlineData("""{"consent": "all", "consent": "none"}""", false)]
    public void Consent_is_what_the_context_states(string context, bool given) =>
        Assert.Equal(given, ConsentStatement.Read(Encoding.UTF8.GetBytes(context), ["analytics"]).HasConsent);

    [Theory]
    [InlineData("""{"doNotTrack": true}""", true)]
    [InlineData("""{"doNotTrack": "1", "consent": "all"}""", true)]
    [InlineData("""{"doNotTrack": "unspecified"}""", false)]
    [InlineData("""{"globalPrivacyControl": true}""", true)]
    [InlineData("""{"consent": {"doNotTrack": true}}""", false)]
    public void The_wish_not_to_be_followed_is_read_from_the_context(string context, bool wish) =>
        Assert.Equal(wish, ConsentStatement.Read(Encoding.UTF8.GetBytes(context), ["analytics"]).DoNotTrack);
}
