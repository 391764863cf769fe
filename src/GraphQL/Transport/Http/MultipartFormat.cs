using System.Buffers;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>Incremental delivery over HTTP: each part of the answer a part of a <c>multipart/mixed</c> body.</summary>
internal sealed class MultipartFormat : StreamFormat
{
    public static MultipartFormat Instance { get; } = new();

    public override string ContentType => MediaTypes.Multipart + "; boundary=\"-\"";

    public override ReadOnlySpan<byte> Opening => "---"u8;

    public override ReadOnlySpan<byte> Closing => "--\r\n"u8;

    public override ReadOnlySpan<byte> KeepAlive => default;

    // The boundary goes out with the part before it, so that a client knows the part to be whole.
    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        output.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        output.Write(json);
        output.Write("\r\n---"u8);
    }
}
