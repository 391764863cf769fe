using Analytics.Domain.Imports;
using Analytics.Domain.Tests.Collection;

namespace Analytics.Domain.Tests.Imports;

public sealed class OrderRowRulesTests
{
    private static readonly OrderFields _good = new(1, 2)
    {
        OrderId = "O1", OrderedAt = "2026-02-01 10:00:00", ProductId = "P1", Quantity = "2", UnitPrice = "3.50",
    };

    private static Result<OrderRowContent> Check(OrderFields fields, OrderImportOptions? options = null) =>
        new OrderRowRules(CollectionFixture.Tenant().Tenant, options ?? new OrderImportOptions(), CollectionFixture.Now)
            .Check(fields);

    [Fact]
    public void A_row_with_the_least_is_a_guest_s_line_in_the_tenant_s_currency()
    {
        Assert.Equal(
            new OrderRowContent(new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero),
                CustomerId: null, Country: null, "EUR", "P1", ProductName: null, 2m, 3.50m, LineId: null),
            Check(_good with { CustomerId = "", Country = "", Currency = "", ProductName = "", LineId = "" }).Value);
    }

    [Fact]
    public void What_a_row_says_wins_over_the_import_s_options()
    {
        var options = new OrderImportOptions
        {
            Currency = "USD", TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        };

        var content = Check(_good with { CustomerId = "C", Country = "Rwanda", ProductName = " Cup " }, options).Value;
        var own = Check(_good with { Currency = "RWF", OrderedAt = "2026-02-01T10:00:00+02:00" }, options).Value;

        Assert.Equal(("USD", 15, "C", "Rwanda", " Cup "), (content.Currency, content.OrderedAt.Hour,
            content.CustomerId, content.Country, content.ProductName));
        Assert.Equal(("RWF", 8), (own.Currency, own.OrderedAt.Hour));
    }

    [Theory]
    [InlineData("order_id", "", "VALUE_MISSING")]
    [InlineData("order_id", "A563185", "ORDER_REJECTED_BY_PREFIX")]
    [InlineData("order_id", "x\0", "TEXT_HAS_NUL")]
    [InlineData("product_id", null, "VALUE_MISSING")]
    [InlineData("customer_id", "\0", "TEXT_HAS_NUL")]
    [InlineData("country", "\0", "TEXT_HAS_NUL")]
    [InlineData("product_name", "\0", "TEXT_HAS_NUL")]
    [InlineData("line_id", "\0", "TEXT_HAS_NUL")]
    [InlineData("currency", "eur", "CURRENCY_INVALID")]
    [InlineData("currency", "EURO", "CURRENCY_INVALID")]
    [InlineData("ordered_at", "", "VALUE_MISSING")]
    [InlineData("ordered_at", "1/2/2026 10:00", "TIMESTAMP_INVALID")]
    [InlineData("ordered_at", "2026-03-02 12:00:01", "TIMESTAMP_IN_FUTURE")]
    [InlineData("ordered_at", "2025-01-31", "TIMESTAMP_EXPIRED")]
    [InlineData("quantity", "two", "NUMBER_INVALID")]
    [InlineData("quantity", "1,000", "NUMBER_INVALID")]
    [InlineData("quantity", "NaN", "NUMBER_INVALID")]
    [InlineData("quantity", "0.00", "QUANTITY_ZERO")]
    [InlineData("quantity", "1234567890123456789", "AMOUNT_OUT_OF_RANGE")]
    [InlineData("quantity", "1e30", "NUMBER_INVALID")]
    [InlineData("unit_price", "", "VALUE_MISSING")]
    [InlineData("unit_price", "0", "PRICE_NOT_POSITIVE")]
    [InlineData("unit_price", "-11062.06", "PRICE_NOT_POSITIVE")]
    [InlineData("unit_price", "600000000000000000", "AMOUNT_OUT_OF_RANGE")]
    [InlineData("unit_price", "0.00000000000000000001234567890123456789", "AMOUNT_OUT_OF_RANGE")]
    [InlineData("unit_price", "1.5e-28", "AMOUNT_OUT_OF_RANGE")]
    [InlineData("unit_price", "1e-99999999999", "AMOUNT_OUT_OF_RANGE")]
    public void A_breach_is_named_with_its_column(string column, string? value, string code)
    {
        var fields = column switch
        {
            "order_id" => _good with { OrderId = value },
            "product_id" => _good with { ProductId = value },
            "customer_id" => _good with { CustomerId = value },
            "country" => _good with { Country = value },
            "product_name" => _good with { ProductName = value },
            "line_id" => _good with { LineId = value },
            "currency" => _good with { Currency = value },
            "ordered_at" => _good with { OrderedAt = value },
            "quantity" => _good with { Quantity = value },
            _ => _good with { UnitPrice = value },
        };

        var problem = Check(fields, new OrderImportOptions { RejectPrefix = "A" }).Problem;

        Assert.Equal((code, column), (problem!.Code, problem.Path));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        Assert.Equal("TEXT_NOT_UNICODE", Check(_good with { CustomerId = "\ud800" }).Problem!.Code);
        Assert.Equal("TEXT_NOT_UNICODE", Check(_good with { ProductName = "\ude00\ud83d" }).Problem!.Code);
        Assert.Equal("\ud83d\ude00", Check(_good with { ProductName = "\ud83d\ude00" }).Value.ProductName);
    }

    [Theory]
    [InlineData("-1.5", -1.5)]
    [InlineData(" 12 ", 12)]
    [InlineData("1e3", 1000)]
    [InlineData("+7", 7)]
    public void A_quantity_is_any_decimal(string text, double expected) =>
        Assert.Equal((decimal)expected, Check(_good with { Quantity = text }).Value.Quantity);

    [Theory]
    [InlineData("o/1", "o%2F1")]
    [InlineData("50%/2", "50%25%2F2")]
    public void Event_ids_of_two_orders_never_meet(string orderId, string escaped)
    {
        Assert.Equal($"order/{escaped}/placed", ImportEventIds.Of("order", orderId, "placed"));
        Assert.Equal($"order/{escaped}/item/2", ImportEventIds.Of("order", orderId, "item", "2"));
        Assert.NotEqual(ImportEventIds.Of("order", "x", "item", "y/item/z"), ImportEventIds.Of("order", "x/item/y", "item", "z"));
    }

    [Fact]
    public void An_event_id_has_at_most_200_characters()
    {
        var (one, other) = (
            ImportEventIds.Of("order", new string('x', 200), "placed"),
            ImportEventIds.Of("order", new string('x', 199) + 'y', "placed"));

        Assert.Matches("^order/sha256:[0-9a-f]{32}$", one);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("order_id", null)]
    [InlineData("order_id:", null)]
    [InlineData("orderid:InvoiceNo", null)]
    [InlineData("order_id:A,order_id:B", null)]
    [InlineData("", "order_id")]
    [InlineData(" order_id : Invoice:No , quantity:Qty,", "Invoice:No")]
    public void A_mapping_is_pairs_of_a_column_and_its_name_in_the_file(string map, string? orderColumn)
    {
        var columns = ImportColumns.Create(OrderColumns.All, map);

        Assert.Equal(orderColumn, columns.IsSuccess ? columns.Value.InFile(OrderColumns.All[0]).Single() : null);
        Assert.Equal(orderColumn is null ? "MAP_INVALID" : null, columns.Problem?.Code);
    }
}
