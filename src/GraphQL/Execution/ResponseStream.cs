using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Execution;

/// <summary>
/// Answers that follow one another: the events of a subscription, or the parts of an answer with <c>@defer</c> and
/// <c>@stream</c>. Read it once; dispose each answer once it is sent, and the stream in any case.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name that users of the programming model know; it streams answers.")]
public sealed class ResponseStream : IExecutionResult, IAsyncEnumerable<ExecutionResult>
{
    private readonly IAsyncEnumerable<ExecutionResult> _results;
    private readonly Func<ValueTask>? _close;

    internal ResponseStream(
        ResponseStreamKind kind, IAsyncEnumerable<ExecutionResult> results, Func<ValueTask>? close = null)
    {
        Kind = kind;
        _results = results;
        _close = close;
    }

    /// <summary>What follows one another.</summary>
    public ResponseStreamKind Kind { get; }

    /// <inheritdoc/>
    public IAsyncEnumerator<ExecutionResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _results.GetAsyncEnumerator(cancellationToken);

    /// <summary>Ends the stream and gives up its source.</summary>
    public ValueTask DisposeAsync() => _close?.Invoke() ?? ValueTask.CompletedTask;
}

/// <summary>The kinds of streams of answers.</summary>
public enum ResponseStreamKind
{
    /// <summary>One complete answer an event.</summary>
    Subscription,

    /// <summary>A first answer, then what was put off (incremental delivery).</summary>
    Incremental,
}
