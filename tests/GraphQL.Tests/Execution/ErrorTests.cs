using System.Collections.Concurrent;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class ErrorTests : IAsyncLifetime
{
    private readonly LogCapture _log = new();
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(FailingQueries)).AddErrorFilter<NotFoundFilter>(),
        host => host.Logging.AddProvider(_log));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("{ unexpected }")]
    [InlineData("{ unexpectedLater }")]
    public async Task Text_of_an_unexpected_exception_stays_in_the_log(string query)
    {
        var text = await _server.TextAsync(query);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(text);
        var error = answer.RootElement.GetProperty("errors")[0];
        Assert.Equal("Unexpected Execution Error", error.GetProperty("message").GetString());
        Assert.Equal("INTERNAL", error.GetProperty("extensions").GetProperty("code").GetString());
        var id = error.GetProperty("extensions").GetProperty("correlationId").GetString()!;
        Assert.Contains(_log.Messages, entry => entry.Contains(id, StringComparison.Ordinal)
            && entry.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Intended_error_keeps_code_and_extensions_and_gets_path_place_and_coordinate()
    {
        Assert.Equal(
            """{"data":{"intended":null},"errors":[{"message":"No such funnel.","locations":[{"line":1,"column":3}],"path":["intended"],"extensions":{"code":"NOT_FOUND","coordinate":"Query.intended","id":7}}]}""",
            await _server.TextAsync("{ intended }"));
    }

    [Fact]
    public async Task Filter_turns_an_exception_into_an_error_for_the_caller()
    {
        var answer = await _server.QueryAsync("{ filtered }");
        var error = answer.GetProperty("errors")[0];
        Assert.Equal("Nothing here.", error.GetProperty("message").GetString());
        Assert.Equal("GONE", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("filtered", error.GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task Resolver_can_report_an_error_and_answer_all_the_same()
    {
        var answer = await _server.QueryAsync("{ partial }");
        Assert.Equal("half", answer.GetProperty("data").GetProperty("partial").GetString());
        Assert.Equal("Only half.", answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ intended", "GRAPHQL_PARSE_FAILED")]
    public async Task Faulty_document_has_code_and_place_and_no_data(string query, string code)
    {
        var answer = await _server.QueryAsync(query);
        Assert.False(answer.TryGetProperty("data", out _));
        var error = answer.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(1, error.GetProperty("locations")[0].GetProperty("line").GetInt32());
    }

    private sealed class NotFoundFilter : IErrorFilter
    {
        public IError OnError(IError error) => error.Exception is FileNotFoundException
            ? ErrorBuilder.FromError(error).SetMessage("Nothing here.").SetCode("GONE").Build()
            : error;
    }

    private sealed class LogCapture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Messages.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

[QueryType]
public static class FailingQueries
{
    public static string? GetUnexpected() => throw new InvalidOperationException("secret");

    [GraphQLName("unexpectedLater")]
    public static async Task<string?> FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("secret");
    }

    public static string? GetIntended() => throw new GraphQLException(
        ErrorBuilder.New().SetMessage("No such funnel.").SetCode("NOT_FOUND").SetExtension("id", 7).Build());

    public static string? GetFiltered() => throw new FileNotFoundException("secret");

    public static string? GetPartial(IResolverContext context)
    {
        context.ReportError(ErrorBuilder.New().SetMessage("Only half.").Build());
        return "half";
    }
}
