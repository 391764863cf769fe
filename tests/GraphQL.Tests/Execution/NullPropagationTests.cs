using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class NullPropagationTests(NullPropagationTests.NodeServer nodes) : IClassFixture<NullPropagationTests.NodeServer>
{
    private const string Null = "Cannot return null for non-nullable field";

    [Theory]
    [InlineData("{ node { name bad after: name } }", """{"node":null}""", "node.bad")]
    [InlineData("{ node { name badAsync } }", """{"node":null}""", "node.badAsync")]
    [InlineData("{ sure { bad } hello: ok }", "null", "sure.bad")]
    [InlineData("{ sure { badAsync } hello: ok }", "null", "sure.badAsync")]
    [InlineData("{ ok node { child { bad } ok: name } end: ok }", """{"ok":"ok","node":{"child":null,"ok":"n"},"end":"ok"}""", "node.child.bad")]
    [InlineData("{ list { onlyOdd } }", """{"list":[{"onlyOdd":"1"},null,{"onlyOdd":"3"}]}""", "list.1.onlyOdd")]
    [InlineData("{ list { onlyOddAsync } }", """{"list":[{"onlyOddAsync":"1"},null,{"onlyOddAsync":"3"}]}""", "list.1.onlyOddAsync")]
    [InlineData("{ sureList { onlyOdd } ok }", """{"sureList":null,"ok":"ok"}""", "sureList.1.onlyOdd")]
    [InlineData("{ names ok }", """{"names":null,"ok":"ok"}""", "names.1")]
    [InlineData("{ nullableNames }", """{"nullableNames":["a",null]}""", null)]
    public async Task Null_goes_up_to_the_next_nullable_place(string query, string data, string? path)
    {
        var answer = await nodes.Server.QueryAsync(query);
        Assert.Equal(data, answer.GetProperty("data").GetRawText());
        if (path is null)
        {
            Assert.False(answer.TryGetProperty("errors", out _));
            return;
        }
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(path, string.Join('.', error.GetProperty("path").EnumerateArray()));
        Assert.StartsWith(Null, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(error.GetProperty("locations")[0].GetProperty("column").GetInt32() > 1);
    }

    [Fact]
    public async Task Field_that_throws_is_null_and_the_rest_is_answered()
    {
        var answer = await nodes.Server.QueryAsync("{ ok throws throwsAsync end: ok }");
        Assert.Equal("""{"ok":"ok","throws":null,"throwsAsync":null,"end":"ok"}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(2, answer.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Value_outside_of_its_scalar_is_an_error_of_its_field()
    {
        var answer = await nodes.Server.QueryAsync("{ ok infinite end: ok }");
        Assert.Equal("""{"ok":"ok","infinite":null,"end":"ok"}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("infinite", answer.GetProperty("errors")[0].GetProperty("path")[0].GetString());
    }

    public sealed class NodeServer : IAsyncLifetime
    {
        public GraphQLServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(NodeQueries), typeof(NullNodeFields)));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}

public sealed record NullNode(int Number, string Name, NullNode? Child);

[ExtendObjectType<NullNode>]
public static class NullNodeFields
{
    public static string GetBad() => null!;

    [GraphQLName("badAsync")]
    public static async Task<string> BadLaterAsync()
    {
        await Task.Yield();
        return null!;
    }

    public static string GetOnlyOdd([Parent] NullNode node) => node.Number % 2 == 1 ? $"{node.Number}" : null!;

    [GraphQLName("onlyOddAsync")]
    public static async Task<string> OnlyOddLaterAsync([Parent] NullNode node)
    {
        await Task.Yield();
        return GetOnlyOdd(node);
    }
}

[QueryType]
public static class NodeQueries
{
    private static readonly NullNode _leaf = new(0, "leaf", null);

    public static string GetOk() => "ok";

    public static NullNode? GetNode() => new(0, "n", _leaf);

    public static NullNode GetSure() => _leaf;

    public static IReadOnlyList<NullNode?> GetList() => [new(1, "a", null), new(2, "b", null), new(3, "c", null)];

    public static IReadOnlyList<NullNode>? GetSureList() => [new(1, "a", null), new(2, "b", null)];

    public static string[]? GetNames() => ["a", null!];

    public static string?[]? GetNullableNames() => ["a", null];

    public static string? GetThrows() => throw new InvalidOperationException("secret");

    [GraphQLName("throwsAsync")]
    public static Task<string?> ThrowLaterAsync() => Task.FromException<string?>(new InvalidOperationException("secret"));

    public static double? GetInfinite() => double.PositiveInfinity;
}
