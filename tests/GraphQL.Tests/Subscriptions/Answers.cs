using System.Text;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Tests.Subscriptions;

/// <summary>Reads a stream of answers as text.</summary>
public sealed class Answers(ResponseStream stream, CancellationToken cancellationToken) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IAsyncEnumerator<ExecutionResult> _results = stream.GetAsyncEnumerator(cancellationToken);

    public ResponseStreamKind Kind => stream.Kind;

    /// <summary>The next answer; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        if (!await MoveAsync())
            return null;
        using var result = _results.Current;
        return Encoding.UTF8.GetString(result.Body.Span);
    }

    public Task<bool> MoveAsync() => _results.MoveNextAsync().AsTask().WaitAsync(Patience);

    /// <summary>All answers to the end.</summary>
    public async Task<List<string>> AllAsync()
    {
        var answers = new List<string>();
        while (await NextAsync() is { } answer)
            answers.Add(answer);
        return answers;
    }

    /// <summary>Gives up the stream, as a transport does whose client has gone.</summary>
    public ValueTask CloseAsync() => stream.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _results.DisposeAsync();
        await stream.DisposeAsync();
    }
}
