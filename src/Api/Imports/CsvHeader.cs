using System.Globalization;
using Analytics.Domain.Imports;
using CsvHelper;

namespace Analytics.Api.Imports;

/// <summary>Where a CSV file has its columns.</summary>
internal sealed class CsvHeader
{
    private const int MaxColumns = 1_000;

    private readonly int _count;
    private readonly int[] _places;
    private readonly string?[] _defaults;

    /// <exception cref="ImportFaultException">
    /// <c>COLUMNS_MISSING</c>, <c>COLUMN_AMBIGUOUS</c> with their names, or <c>COLUMNS_TOO_MANY</c>.
    /// </exception>
    public CsvHeader(IReadOnlyList<string> header, ImportColumns columns)
    {
        _count = header.Count;
        if (_count > MaxColumns)
            throw new ImportFaultException(Problem.Invalid(
                "COLUMNS_TOO_MANY", $"A file has at most {MaxColumns} columns."));
        _places = [.. columns.All.Select(column => PlaceOf(columns.InFile(column), header))];
        _defaults = [.. columns.All.Select(columns.Default)];
        var missing = columns.All.Where((column, i) => _places[i] < 0 && columns.IsExpected(column)).ToList();
        if (missing.Count > 0)
            throw new ImportFaultException(Problem.Invalid("COLUMNS_MISSING",
                $"Line 1 has no column {string.Join(", ", missing.Select(column => columns.InFile(column).First()))}; "
                + $"it has {string.Join(", ", header.Take(50))}."));
    }

    /// <summary>The row that the reader stands on.</summary>
    public ImportRow Read(CsvReader reader)
    {
        var values = new string?[_places.Length];
        var row = new ImportRow(reader.RowNumber, reader.LineNumber, values);
        if (reader.FieldCount != _count)
            return row with
            {
                Fault = Problem.Invalid("COLUMN_COUNT", string.Create(CultureInfo.InvariantCulture,
                    $"The row has {reader.FieldCount} columns, the header {_count}.")),
            };
        for (var column = 0; column < values.Length; column++)
        {
            var value = _places[column] is var place and >= 0 ? reader.GetString(place) : null;
            values[column] = string.IsNullOrEmpty(value) && _defaults[column] is { } given ? given : value;
        }

        return row;
    }

    // The first name that the file has: a column's own goes before what others call it.
    private static int PlaceOf(IEnumerable<string> names, IReadOnlyList<string> header)
    {
        foreach (var name in names)
        {
            var places = Enumerable.Range(0, header.Count)
                .Where(place => ImportColumns.IsSame(header[place], name))
                .ToList();
            if (places.Count > 1)
                throw new ImportFaultException(
                    Problem.Invalid("COLUMN_AMBIGUOUS", $"Line 1 has the column {name} more than once."));
            if (places.Count == 1)
                return places[0];
        }

        return -1;
    }
}
