using System.Buffers;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>How answers that follow one another are laid out in one HTTP body.</summary>
internal abstract class StreamFormat
{
    /// <summary>The body's media type.</summary>
    public abstract string ContentType { get; }

    /// <summary>What stands before all answers.</summary>
    public abstract ReadOnlySpan<byte> Opening { get; }

    /// <summary>What stands behind all answers.</summary>
    public abstract ReadOnlySpan<byte> Closing { get; }

    /// <summary>What may stand between answers to show that the connection lives; empty for nothing.</summary>
    public abstract ReadOnlySpan<byte> KeepAlive { get; }

    /// <summary>Writes one answer.</summary>
    /// <param name="output">The body.</param>
    /// <param name="json">The answer as UTF-8 JSON.</param>
    public abstract void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json);
}
