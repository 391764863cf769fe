using Analytics.GraphQL.Transport.Http;

namespace Analytics.GraphQL.Tests.Transport;

public sealed class AcceptTests
{
    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/*;q=0.4, application/graphql-response+json;q=0.5", "application/graphql-response+json")]
    [InlineData("application/json;q=0.1, */*", "application/graphql-response+json")]
    [InlineData("application/json;q=0, */*", "application/graphql-response+json")]
    [InlineData("application/*, application/json;q=0.2", "application/graphql-response+json")]
    [InlineData("*/*;q=0.1, text/html", "application/json")]
    [InlineData("APPLICATION/JSON", "application/json")]
    [InlineData("application/graphql-response+json, application/json, multipart/mixed", "application/graphql-response+json")]
    [InlineData("text/event-stream", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("image/*", null)]
    [InlineData("not a media type", null)]
    public void Most_specific_range_says_how_much_a_type_is_liked(string accept, string? answer) =>
        Assert.Equal(answer, AcceptedTypes.Read(accept).Answer);

    [Theory]
    [InlineData("text/event-stream", true, true)]
    [InlineData("application/json, text/event-stream", true, false)]
    [InlineData("application/json;q=0.5, text/event-stream", true, true)]
    [InlineData("application/json, multipart/mixed;incrementalSpec=v0.2;q=0.9", true, false)]
    [InlineData("application/json, multipart/mixed;deferSpec=20220824;q=0.9", false, false)]
    [InlineData("application/json, multipart/mixed;incrementalSpec=v0.1", false, false)]
    [InlineData("*/*", false, false)]
    [InlineData("text/*", false, false)]
    [InlineData("text/event-stream;q=0, application/json", false, false)]
    public void Streams_are_asked_for_by_name(string accept, bool accepts, bool prefers)
    {
        var types = AcceptedTypes.Read(accept);
        Assert.Equal((accepts, prefers), (types.AcceptsStreams, types.PrefersStream));
    }
}
