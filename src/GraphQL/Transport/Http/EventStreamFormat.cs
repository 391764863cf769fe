using System.Buffers;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>GraphQL over server-sent events, distinct connections mode (the protocol of npm's <c>graphql-sse</c>).</summary>
internal sealed class EventStreamFormat : StreamFormat
{
    public static EventStreamFormat Instance { get; } = new();

    public override string ContentType => MediaTypes.EventStream + "; charset=utf-8";

    // A comment: some browsers tell the page of the stream only when the first bytes are there.
    public override ReadOnlySpan<byte> Opening => ":\n\n"u8;

    // Without data a browser's EventSource does not tell its listeners.
    public override ReadOnlySpan<byte> Closing => "event: complete\ndata: \n\n"u8;

    public override ReadOnlySpan<byte> KeepAlive => ":\n\n"u8;

    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        output.Write("event: next\n"u8);
        // JSON passed through from elsewhere may hold line breaks, each of which would end the field.
        for (var end = json.IndexOfAny((byte)'\n', (byte)'\r'); end >= 0; end = json.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            WriteLine(output, json[..end]);
            json = json[(end + 1)..];
        }
        WriteLine(output, json);
        output.Write("\n"u8);
    }

    private static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        output.Write("data: "u8);
        output.Write(line);
        output.Write("\n"u8);
    }
}
