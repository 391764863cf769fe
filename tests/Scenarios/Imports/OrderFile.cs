using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Analytics.Scenarios.Imports;

/// <summary>
/// A file of orders of three lines each as a shop exports it, with columns that nobody asks for, made while it is sent:
/// it is nowhere as a whole.
/// </summary>
internal sealed class OrderFile : HttpContent
{
    private const string Header =
        "order_id,ordered_at,customer_id,country,currency,product_id,product_name,quantity,unit_price,line_id,status,email,"
        + "billing_name,billing_street,note\n";

    private readonly bool _isJson;
    private readonly bool _isZipped;

    /// <param name="bytes">So long is the file, or a block longer.</param>
    /// <param name="isJson">NDJSON in place of CSV.</param>
    /// <param name="isZipped">Sent as gzip.</param>
    public OrderFile(long bytes, bool isJson, bool isZipped)
    {
        (Bytes, _isJson, _isZipped) = (bytes, isJson, isZipped);
        Headers.ContentType = new(isJson ? "application/x-ndjson" : "text/csv");
        if (isZipped)
            Headers.ContentEncoding.Add("gzip");
    }

    /// <summary>How long it is; after it was sent, exactly.</summary>
    public long Bytes { get; private set; }

    /// <summary>Order lines, once it was sent.</summary>
    public int Rows { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (!_isZipped)
        {
            await WriteAsync(stream);
            return;
        }

        await using var zipped = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await WriteAsync(zipped);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task WriteAsync(Stream target)
    {
        var text = new StringBuilder(_isJson ? "" : Header);
        var sent = 0L;
        while (sent < Bytes)
        {
            for (var order = 0; order < 1_000; order++, Rows += 3)
                for (var line = 0; line < 3; line++)
                    Add(text, Rows / 3, line);
            var block = Encoding.UTF8.GetBytes(text.ToString());
            await target.WriteAsync(block);
            sent += block.Length;
            text.Clear();
        }

        Bytes = sent;
    }

    private void Add(StringBuilder text, int order, int line)
    {
        var at = new DateTime(2026, 1, 1).AddSeconds(order * 2L).ToString("s", CultureInfo.InvariantCulture);
        var (customer, product) = (order * 7919L % 100_000, (order + line) * 7919L % 5_000);
        var price = 1 + (order % 50);
        if (_isJson)
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"order_id":"#{{order}}","ordered_at":"{{at}}Z","customer_id":"c{{customer}}","country":"Germany",
                """).Append(CultureInfo.InvariantCulture, $$"""
                "currency":"EUR","product_id":"p{{product}}","product_name":"Product number {{product}}",
                """).Append(CultureInfo.InvariantCulture, $$"""
                "quantity":{{1 + line}},"unit_price":{{price}}.95,"line_id":"l{{line}}","note":"please ring twice"}
                """).Append('\n');
        else
            text.Append(CultureInfo.InvariantCulture, $"#{order},{at}Z,c{customer},Germany,EUR,p{product},")
                .Append(CultureInfo.InvariantCulture, $"Product number {product},{1 + line},{price}.95,l{line},paid,")
                .Append(CultureInfo.InvariantCulture, $"customer.{customer}@example.com,Given Family{customer},")
                .Append(CultureInfo.InvariantCulture, $"\"Some long street name {order % 300}, second floor\",")
                .Append("please ring twice and leave it with the neighbours\n");
    }
}
