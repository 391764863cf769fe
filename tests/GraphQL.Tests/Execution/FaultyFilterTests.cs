using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Transport;

namespace Analytics.GraphQL.Tests.Execution;

/// <summary>Error filters that fail themselves let nothing out.</summary>
public sealed class FaultyFilterTests
{
    [Theory]
    [InlineData("{ unexpected }", "unexpected")]
    [InlineData("{ intended }", "intended")]
    [InlineData("{ nothing }", null)]
    public async Task Filter_that_throws_or_returns_nothing_becomes_an_unexpected_error(string query, string? path)
    {
        await using var throwing = await GraphQLServer.StartAsync(builder => builder
            .AddTypes(typeof(FailingQueries)).AddErrorFilter<ThrowingFilter>());
        await using var empty = await GraphQLServer.StartAsync(builder => builder
            .AddTypes(typeof(FailingQueries)).AddErrorFilter<EmptyFilter>());
        foreach (var server in (GraphQLServer[])[throwing, empty])
        {
            var answer = await server.QueryAsync(query);
            var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
            Assert.Equal("INTERNAL", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("No such funnel", answer.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(path, error.TryGetProperty("path", out var place) ? place[0].GetString() : null);
        }
    }

    private sealed class ThrowingFilter : IErrorFilter
    {
        public IError OnError(IError error) => throw new InvalidOperationException("secret");
    }

    private sealed class EmptyFilter : IErrorFilter
    {
        public IError OnError(IError error) => null!;
    }
}
