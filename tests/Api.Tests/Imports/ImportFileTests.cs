using System.IO.Compression;
using System.Text;
using Analytics.Api.Imports;
using Analytics.Domain.Imports;

namespace Analytics.Api.Tests.Imports;

public sealed class ImportFileTests
{
    private const string Header = "order_id,ordered_at,customer_id,product_id,quantity,unit_price";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<List<OrderFields>> ReadAsync(
        byte[] file, string map = "", ImportFileFormat format = ImportFileFormat.Csv, int readBytes = int.MaxValue)
    {
        await using var stream = new Trickle(file, readBytes);
        return await new ImportFile(format, ImportColumns.Create(OrderColumns.All, map).Value, 10_000_000)
            .ReadAsync(stream, Token).Select(OrderFields.Of).ToListAsync(Token);
    }

    private static Task<List<OrderFields>> ReadAsync(string file, string map = "") =>
        ReadAsync(Encoding.UTF8.GetBytes(file), map);

    private static async Task<Problem> FaultAsync(byte[] file, ImportFileFormat format = ImportFileFormat.Csv) =>
        (await Assert.ThrowsAsync<ImportFaultException>(() => ReadAsync(file, format: format))).Problem;

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public async Task A_CSV_row_knows_its_number_and_the_line_on_which_it_starts(int readBytes)
    {
        var rows = await ReadAsync(Encoding.UTF8.GetBytes(
            "\uFEFF" + Header + "\r\nO1,2026-02-01,,\"a, \"\"b\"\"\nc\",1,2\r\n\r\nO2,2026-02-02,é€😀,12\" plate,1,2"),
            readBytes: readBytes);

        Assert.Equal([(1L, 2L, "O1", "", "a, \"b\"\nc"), (2, 5, "O2", "é€😀", "12\" plate")],
            rows.Select(row => (row.Row, row.Line, row.OrderId!, row.CustomerId!, row.ProductId!)));
        Assert.All(rows, row => Assert.Null(row.Fault));
        Assert.Null(rows[0].Country);
    }

    [Fact]
    public async Task Columns_are_found_by_their_mapped_names_in_any_order_and_case()
    {
        var row = Assert.Single(await ReadAsync(
            "Country;UNIT_PRICE;StockCode;Quantity;InvoiceDate;InvoiceNo; CustomerID \nFrance;1;P;2;2026-02-01;O;C",
            "order_id:InvoiceNo,ordered_at:InvoiceDate,product_id:StockCode,customer_id:CustomerID"));

        Assert.Equal(("O", "2026-02-01", "C", "France", "P", "2", "1"),
            (row.OrderId, row.OrderedAt, row.CustomerId, row.Country, row.ProductId, row.Quantity, row.UnitPrice));
    }

    [Theory]
    [InlineData("", "", "COLUMNS_MISSING", "order_id, ordered_at, customer_id, product_id, quantity, unit_price")]
    [InlineData("order_id,ordered_at,product_id,quantity\n", "", "COLUMNS_MISSING", "customer_id, unit_price; it has order_id")]
    [InlineData(Header, "country:Land", "COLUMNS_MISSING", "Land")]
    [InlineData(Header + ",Order_ID\n", "", "COLUMN_AMBIGUOUS", "order_id")]
    public async Task Missing_columns_are_named(string file, string map, string code, string named)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => ReadAsync(file, map));

        Assert.Equal(code, fault.Problem.Code);
        Assert.Contains(named, fault.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_another_shape_is_a_fault_of_its_own()
    {
        var rows = await ReadAsync(Header + "\nO1,2026-02-01,C,P,1\nO2,2026-02-01,\"C\"x,P,1,2\nO3,2026-02-01,C,P,1,2,3\nO4,2026-02-01,C,P,1,2");

        Assert.Equal(["2 COLUMN_COUNT", "3 CSV_MALFORMED", "4 COLUMN_COUNT", "5 "],
            rows.Select(row => $"{row.Line} {row.Fault?.Code}"));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_makes_the_file_unreadable()
    {
        var fault = await FaultAsync(Encoding.UTF8.GetBytes(Header + "\nO1,2026-02-01,C,P,1,2\nO2,2026-02-01,\"C,P,1,2\nO3,2026-02-01,C,P,1,2\n"));
        var longFault = await FaultAsync(Encoding.UTF8.GetBytes(
            Header + "\nO1,2026-02-01,\"C,P,1,2\n" + string.Concat(Enumerable.Repeat("O,2026-02-01,C,P,1,2\n", 20_000))));

        Assert.Equal(("CSV_MALFORMED", "CSV_MALFORMED"), (fault.Code, longFault.Code));
        Assert.Contains("line 3", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task Bytes_that_are_not_UTF8_are_found_with_their_offset_however_they_are_cut(int readBytes)
    {
        byte[] good = [.. "aé€😀"u8];              // 1 + 2 + 3 + 4 bytes
        foreach (var (bad, offset) in new (byte[], int)[]
                 {
                     ([0xFF], 10), ([(byte)'x', 0xC3, (byte)'x'], 11), ([0xED, 0xA0, 0x80], 10),
                     ([0xF0, 0x9F, 0x98], 10), ([0x80], 10), ([(byte)'x', (byte)'x', 0xE2, 0x82], 12),
                 })
        {
            var fault = await Assert.ThrowsAsync<ImportFaultException>(
                () => ReadAsync([.. good, .. bad], readBytes: readBytes));

            Assert.Equal("INVALID_UTF8", fault.Problem.Code);
            Assert.EndsWith($"byte offset {offset}.", fault.Problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_or_a_file_without_end_is_refused()
    {
        var line = await FaultAsync(Encoding.ASCII.GetBytes(new string(' ', 1_100_000)), ImportFileFormat.JsonLines);
        var file = await FaultAsync(Encoding.ASCII.GetBytes(new string('\n', 10_000_001)));

        Assert.Equal(("LINE_TOO_LONG", "BODY_TOO_LARGE"), (line.Code, file.Code));
    }

    [Fact]
    public async Task Gzip_that_is_cut_off_anywhere_is_a_fault_and_never_a_shorter_file()
    {
        var text = string.Concat(Enumerable.Repeat("O1,2026-02-01,C,P,1,2\n", 5_000));
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Header + "\n" + text), Token);
        foreach (var cut in new[] { 1, 8, 9, 30, (int)zipped.Length - 20 })
        {
            await using var inflated = new GZipStream(
                new MemoryStream(zipped.ToArray()[..^cut]), CompressionMode.Decompress);
            var rows = new ImportFile(
                ImportFileFormat.Csv, ImportColumns.Create(OrderColumns.All).Value, 10_000_000).ReadAsync(inflated, Token);

            var fault = await Assert.ThrowsAsync<ImportFaultException>(async () => await rows.CountAsync(Token));
            Assert.Equal("GZIP_BROKEN", fault.Problem.Code);
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public async Task JSON_lines_are_rows_whose_numbers_are_taken_as_written(int readBytes)
    {
        var rows = await ReadAsync(Encoding.UTF8.GetBytes("""
            {"InvoiceNo":"O1","ordered_at":"2026-02-01","customer_id":null,"product_id":"P","quantity":1.50,"unit_price":1e2,"tags":[{"a":1}]}

            {"InvoiceNo":
            {"InvoiceNo":"O2"} {}
            [1]
            {"InvoiceNo":"O3","quantity":[1]}
            {"InvoiceNo":"\ud800"}
            {"order_id":"not mapped","InvoiceNo":4}
            """), "order_id:InvoiceNo", ImportFileFormat.JsonLines, readBytes);

        Assert.Equal(
            ["1 1 O1 ", "2 3  MALFORMED_JSON", "3 4  MALFORMED_JSON", "4 5  WRONG_TYPE", "5 6 O3 WRONG_TYPE",
             "6 7  WRONG_TYPE", "7 8 4 "],
            rows.Select(row => $"{row.Row} {row.Line} {row.OrderId} {row.Fault?.Code}"));
        Assert.Equal(("1.50", "1e2", "", null), (rows[0].Quantity, rows[0].UnitPrice, rows[0].CustomerId, rows[0].Country));
    }

    /// <summary>Gives at most so many bytes a read, as a network does.</summary>
    private sealed class Trickle(byte[] bytes, int readBytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, readBytes)], cancellationToken);
    }
}
