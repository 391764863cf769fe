using System.Text;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>How a file is written.</summary>
internal enum ImportFileFormat
{
    Csv,
    JsonLines,
}

/// <summary>Reads the rows of a file, be it a request's body or a file of this machine.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Columns">Where it has its columns.</param>
/// <param name="MaxBytes">Of the inflated file, in UTF-8.</param>
internal sealed record ImportFile(ImportFileFormat Format, ImportColumns Columns, long MaxBytes)
{
    /// <summary>What separates the fields of a CSV file; null to find it out.</summary>
    public char? Separator { get; init; }

    /// <summary>How its characters are written; null to find it out.</summary>
    public Encoding? Encoding { get; init; }

    /// <param name="content">Inflated on the way if it needs to be; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ImportFaultException">The file cannot be read as a whole.</exception>
    public IAsyncEnumerable<ImportRow> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        // JSON is UTF-8 by its standard, if a mark or the caller does not say otherwise.
        var stream = new ImportStream(
            new TextStream(content, Encoding, guessesBytes: Format == ImportFileFormat.Csv), MaxBytes);
        return Format == ImportFileFormat.Csv
            ? CsvRows.ReadAsync(stream, Columns, Separator, cancellationToken)
            : JsonRows.ReadAsync(stream, Columns, cancellationToken);
    }
}
