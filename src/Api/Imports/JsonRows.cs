using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>Rows of a newline-delimited JSON file, an object a line; empty lines are passed over.</summary>
internal static class JsonRows
{
    /// <exception cref="ImportFaultException">The file cannot be read as a whole.</exception>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        Stream stream, ImportColumns columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parser = new JsonRow(columns);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var (row, line) = (0L, 0L);
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, result.IsCompleted, out var text))
                {
                    line++;
                    if (JsonRow.IsEmpty(text))
                        continue;
                    yield return parser.Read(text, ++row, line);
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = isLast ? buffer : default;
        if (isLast)
            buffer = buffer.Slice(buffer.End);
        return !line.IsEmpty;
    }
}
