using System.Net;
using System.Text;

namespace Analytics.Scenarios.Imports;

/// <summary>A CSV file whose last row is not sent before the test says so.</summary>
internal sealed class SlowBody : HttpContent
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _header;
    private readonly Func<int, string> _row;
    private readonly int _rows;

    public SlowBody(string header, Func<int, string> row, int rows)
    {
        (_header, _row, _rows) = (header, row, rows);
        Headers.ContentType = new("text/csv");
    }

    public void Finish() => _finished.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_header));
        for (var row = 1; row < _rows; row++)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_row(row)));
        await stream.FlushAsync();
        await _finished.Task;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_row(_rows)));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
