using System.Globalization;
using Analytics.Domain.Imports;
using CsvHelper;

namespace Analytics.Api.Imports;

/// <summary>Where a CSV file has its columns.</summary>
internal sealed class CsvHeader
{
    private readonly int _count;
    private readonly int[] _places;

    /// <exception cref="ImportFaultException"><c>COLUMNS_MISSING</c> or <c>COLUMN_AMBIGUOUS</c>, with their names.</exception>
    public CsvHeader(IReadOnlyList<string> header, OrderColumns columns)
    {
        _count = header.Count;
        _places = [.. OrderColumns.Names.Select(name => PlaceOf(columns.InFile(name), header))];
        var missing = OrderColumns.Names.Where((name, i) => _places[i] < 0 && columns.IsExpected(name)).ToList();
        if (missing.Count > 0)
            throw new ImportFaultException(Problem.Invalid("COLUMNS_MISSING",
                $"Line 1 has no column {string.Join(", ", missing.Select(columns.InFile))}; "
                + $"it has {string.Join(", ", header.Take(50))}."));
    }

    /// <summary>The row that the reader stands on.</summary>
    public OrderFields Read(CsvReader reader)
    {
        var fields = new OrderFields(reader.RowNumber, reader.LineNumber);
        if (reader.FieldCount != _count)
            return fields with
            {
                Fault = Problem.Invalid("COLUMN_COUNT", string.Create(CultureInfo.InvariantCulture,
                    $"The row has {reader.FieldCount} columns, the header {_count}.")),
            };
        return fields with
        {
            OrderId = Field(reader, 0),
            OrderedAt = Field(reader, 1),
            CustomerId = Field(reader, 2),
            Country = Field(reader, 3),
            Currency = Field(reader, 4),
            ProductId = Field(reader, 5),
            ProductName = Field(reader, 6),
            Quantity = Field(reader, 7),
            UnitPrice = Field(reader, 8),
            LineId = Field(reader, 9),
        };
    }

    private string? Field(CsvReader reader, int column) =>
        _places[column] is var place and >= 0 ? reader.GetString(place) : null;

    private static int PlaceOf(string name, IReadOnlyList<string> header)
    {
        var places = Enumerable.Range(0, header.Count)
            .Where(place => header[place].AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return places.Count switch
        {
            0 => -1,
            1 => places[0],
            _ => throw new ImportFaultException(
                Problem.Invalid("COLUMN_AMBIGUOUS", $"Line 1 has the column {name} more than once.")),
        };
    }
}
