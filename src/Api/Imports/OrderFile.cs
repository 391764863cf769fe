using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>How an orders file is written.</summary>
internal enum OrderFileFormat
{
    Csv,
    JsonLines,
}

/// <summary>Reads the rows of an orders file, be it a request's body or a file of this machine.</summary>
internal static class OrderFile
{
    /// <param name="content">Inflated on the way if it needs to be; read to its end and left open.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="columns">Where it has its columns.</param>
    /// <param name="maxBytes">Of the inflated file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ImportFaultException">The file cannot be read as a whole.</exception>
    public static IAsyncEnumerable<OrderFields> ReadAsync(
        Stream content, OrderFileFormat format, OrderColumns columns, long maxBytes, CancellationToken cancellationToken)
    {
        var stream = new ImportStream(content, maxBytes);
        return format == OrderFileFormat.Csv
            ? CsvOrderRows.ReadAsync(stream, columns, cancellationToken)
            : JsonOrderRows.ReadAsync(stream, columns, cancellationToken);
    }
}
