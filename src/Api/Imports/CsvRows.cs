using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.Domain.Imports;
using CsvHelper;

namespace Analytics.Api.Imports;

/// <summary>Rows of a CSV file (RFC 4180) with a header.</summary>
internal static class CsvRows
{
    private const int MaxRowBytes = 64 * 1024;

    /// <param name="stream">UTF-8.</param>
    /// <param name="columns">Where the file has its columns.</param>
    /// <param name="separator">ASCII; null to find out which of comma, semicolon, tab and bar it is.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ImportFaultException">The file cannot be read as a whole.</exception>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        Stream stream, ImportColumns columns, char? separator,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            MaxRecordSize = MaxRowBytes,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record,
        };
        await using var reader = CsvReader.Create(stream, options, leaveOpen: true);
        var more = await AdvanceAsync(reader, cancellationToken);
        var header = new CsvHeader(reader.Headers, columns);
        for (; more; more = await AdvanceAsync(reader, cancellationToken))
        {
            var row = header.Read(reader);
            if (malformed is { } record)
                row = row with { Fault = ProblemOf(record, reader.LineNumber) ?? row.Fault };
            malformed = null;
            yield return row;
        }
    }

    private static async Task<bool> AdvanceAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException)
        {
            throw new ImportFaultException(Problem.Invalid("CSV_MALFORMED", string.Create(CultureInfo.InvariantCulture,
                $"A row after line {reader.LineNumber} has more than {MaxRowBytes} bytes: a quote may be missing.")));
        }
    }

    // A quote inside a plain field is text, as in 12" plate. One that is never closed has swallowed rows.
    private static Problem? ProblemOf(CsvMalformedRecord record, long line) => record.Reason switch
    {
        CsvMalformedReason.StrayQuote => null,
        CsvMalformedReason.UnterminatedQuote => throw new ImportFaultException(Problem.Invalid("CSV_MALFORMED",
            string.Create(CultureInfo.InvariantCulture, $"A quote in the row at line {line} is never closed."))),
        _ => Problem.Invalid("CSV_MALFORMED", "Text follows the closing quote of a field."),
    };
}
