using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Tests.Transport;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Execution;

/// <summary>A server that shows its schema to callers with a name only.</summary>
public sealed class IntrospectionPolicyTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(ProductQueries))
            .ModifyRequestOptions(options => options.IntrospectionPolicy = request => request.User.Identity?.Name is not null)
            .ModifyServerOptions(options => options.EnableTool = false),
        use: app => app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue("X-Name", out var name))
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name!)], "test"));
            return next(context);
        }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ a: __type(name: \"Product\") { name } }")]
    [InlineData("{ hello ...F } fragment F on Query { ... { ... on Query @include(if: false) { __schema { description } } } }")]
    public async Task Schema_is_refused_to_a_stranger_and_told_to_a_friend(string query)
    {
        Assert.Equal("INTROSPECTION_DISABLED", Code(await AskAsync(query, null)));
        Assert.False((await AskAsync(query, "ada")).TryGetProperty("errors", out _));
        Assert.Equal("INTROSPECTION_DISABLED", Code(await AskAsync(query, null)));
    }

    [Fact]
    public async Task Name_of_a_type_is_told_to_all() => Assert.Equal(
        """{"data":{"__typename":"Query","products":[{"__typename":"Product"},{"__typename":"Product"}]}}""",
        (await AskAsync("{ __typename products { __typename } }", null)).GetRawText());

    [Theory]
    [InlineData("{ helo }", "Did you mean \"hello\"?")]
    [InlineData("{ products(kategory: FOOD) { id } }", "Did you mean \"category\"?")]
    [InlineData("{ products(category: FOODS) { id } }", "Did you mean the enum value \"FOOD\"?")]
    [InlineData("{ ...F } fragment F on Prodct { id }", "Did you mean \"Product\"?")]
    public async Task Names_are_suggested_to_those_who_may_see_the_schema(string query, string suggestion)
    {
        Assert.DoesNotContain("Did you mean", Message(await AskAsync(query, null)), StringComparison.Ordinal);
        Assert.EndsWith(suggestion, Message(await AskAsync(query, "ada")), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Message(await AskAsync(query, null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_endpoint_follows_the_same_policy()
    {
        using var stranger = await GetAsync("/graphql/schema.graphql", null, "*/*");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        Assert.Contains("INTROSPECTION_DISABLED", await stranger.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var friend = await GetAsync("/graphql/schema.graphql", "ada", "*/*");
        Assert.Contains("type Product {", await friend.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_is_shown_only_where_it_is_enabled()
    {
        using var page = await GetAsync("/graphql", "ada", "text/html");
        Assert.Equal(HttpStatusCode.NotAcceptable, page.StatusCode);
        using var file = await GetAsync("/graphql/ui/index.html", "ada", "text/html");
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    private async Task<JsonElement> AskAsync(string query, string? name)
    {
        _server.Client.DefaultRequestHeaders.Remove("X-Name");
        if (name is not null)
            _server.Client.DefaultRequestHeaders.Add("X-Name", name);
        return await _server.QueryAsync(query);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? name, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (name is not null)
            request.Headers.Add("X-Name", name);
        return _server.Client.SendAsync(request);
    }

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static string Message(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("message").GetString()!;
}
