using System.Buffers;
using System.Collections.Immutable;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution;

/// <summary>An answer, as UTF-8 JSON, mostly in a pooled buffer. Dispose it once it is sent.</summary>
public sealed class ExecutionResult : IExecutionResult, IDisposable
{
    private readonly ResultWriter? _writer;
    private readonly ReadOnlyMemory<byte> _shared;

    internal ExecutionResult(ResultWriter writer, ResultKind kind, ImmutableArray<IError> errors)
    {
        _writer = writer;
        Kind = kind;
        Errors = errors;
    }

    private ExecutionResult(ReadOnlyMemory<byte> shared, ResultKind kind, ImmutableArray<IError> errors)
    {
        _shared = shared;
        Kind = kind;
        Errors = errors;
    }

    /// <summary>What became of the request.</summary>
    public ResultKind Kind { get; }

    /// <summary>The errors, in the order in which they are written; may be empty.</summary>
    public ImmutableArray<IError> Errors { get; }

    /// <summary>The whole response object; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Body => _writer?.Written ?? _shared;

    /// <summary>Copies the response object.</summary>
    public void WriteTo(IBufferWriter<byte> output) => output.Write(Body.Span);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _writer?.Dispose();

    /// <summary>The same answer for many readers, in memory of its own that nobody gives back; disposes this one.</summary>
    internal ExecutionResult Share()
    {
        var shared = new ExecutionResult(Body.ToArray(), Kind, Errors);
        Dispose();
        return shared;
    }

    /// <inheritdoc/>
    ValueTask IAsyncDisposable.DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>What became of a request. Only <see cref="Executed"/> answers have <c>data</c>.</summary>
public enum ResultKind
{
    /// <summary>Executed, with or without field errors.</summary>
    Executed,

    /// <summary>Refused before execution: document, operation or variables are at fault.</summary>
    RequestError,

    /// <summary>The operation is of a kind that the transport may not carry.</summary>
    NotAllowed,

    /// <summary>Given up because of the execution timeout.</summary>
    TimedOut,

    /// <summary>A fault of the server outside of any field.</summary>
    ServerError,
}
