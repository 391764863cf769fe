using Analytics.Domain.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Orders;
using Analytics.Domain.Tests.Collection;

namespace Analytics.Domain.Tests.Imports;

public sealed class OrderAssemblerTests
{
    private static readonly DateTimeOffset _noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<RowError> _rejected = [];

    private AssembledOrder? Assemble(string id, params StagedLine[] lines) =>
        new OrderAssembler(new OrderImportOptions { RefundPrefix = "C" }, CollectionFixture.Now)
            .Assemble(new StagedOrder(id, 11, 12, lines.Length, [.. lines]), _rejected.Add);

    private static IReadOnlyList<NewEvent> EventsOf(AssembledOrder assembled) =>
        new OrderAssembler(new OrderImportOptions { RefundPrefix = "C" }, CollectionFixture.Now).EventsOf(assembled);

    private static StagedLine Line(int number, decimal quantity, decimal price, string? lineId = null) => new(
        number, 10 + number, 11 + number,
        new OrderRowContent(_noon, null, null, "GBP", "P" + number, null, quantity, price, lineId));

    private static StagedLine With(StagedLine line, Func<OrderRowContent, OrderRowContent> change) =>
        line with { Content = change(line.Content) };

    [Fact]
    public void A_sale_gives_one_order_placed_and_an_item_sold_for_each_line()
    {
        var assembled = Assemble("O1",
            With(Line(1, 3, 2.55m), line => line with { OrderedAt = _noon.AddMinutes(5), ProductName = "Cup" }),
            With(Line(3, 2, 0.015m), line => line with { CustomerId = "17850", Country = "United Kingdom" }))!;

        Assert.Equal(
            ("O1", OrderKind.Sale, _noon, "17850", "GBP", "United Kingdom", 7.680m),
            (assembled.Order.Id, assembled.Order.Kind, assembled.Order.PlacedAt, assembled.Order.CustomerId,
             assembled.Order.Currency, assembled.Order.Country, assembled.Order.Total));
        Assert.Equal(
            [(1, "P1", 3m, 2.55m, _noon.AddMinutes(5)), (3, "P3", 2m, 0.015m, _noon)],
            assembled.Order.Lines.Select(line =>
                (line.Number, line.ProductId, line.Quantity, line.UnitPrice, line.OrderedAt!.Value)));
        Assert.Equal(
            [
                ("order/O1/placed", "order_placed", "17850", _noon, 11L,
                    """{"order_id":"O1","total":7.680,"item_count":2,"currency":"GBP","country":"United Kingdom"}"""),
                ("order/O1/item/1", "item_sold", "17850", _noon.AddMinutes(5), 11,
                    """{"order_id":"O1","product_id":"P1","product_name":"Cup","quantity":3,"price":2.55,"total":7.65,"currency":"GBP","country":"United Kingdom"}"""),
                ("order/O1/item/3", "item_sold", "17850", _noon, 13,
                    """{"order_id":"O1","product_id":"P3","quantity":2,"price":0.015,"total":0.030,"currency":"GBP","country":"United Kingdom"}"""),
            ],
            EventsOf(assembled).Select(e => (e.EventId, e.Name, e.Actor!, e.OccurredAt, e.Sequence!.Value,
                CollectionFixture.Text(e.Properties))));
        Assert.Empty(_rejected);
    }

    [Theory]
    [InlineData("C536379", -1)]
    [InlineData("C536379", 1)]
    [InlineData("536379", -1)]
    public void A_refund_has_the_prefix_or_negative_quantities(string id, int sign)
    {
        var assembled = Assemble(id, Line(1, 2 * sign, 27.50m), Line(2, 1 * sign, 0.5m))!;

        Assert.Equal((OrderKind.Refund, 55.50m), (assembled.Order.Kind, assembled.Order.Total));
        var refunded = Assert.Single(EventsOf(assembled));
        Assert.Equal((id, "order_refunded", (string?)null), (id, refunded.Name, refunded.Actor));
        Assert.Equal($"order/{id}/refunded", refunded.EventId);
        Assert.Equal($$"""{"order_id":"{{id}}","amount":55.50,"item_count":2,"currency":"GBP"}""",
            CollectionFixture.Text(refunded.Properties));
    }

    [Fact]
    public void Goods_that_come_back_within_a_sale_are_a_refund_beside_it()
    {
        var assembled = Assemble("O1",
            Line(1, 2, 10m), With(Line(2, -1, 10m), line => line with { OrderedAt = _noon.AddDays(-1) }))!;

        Assert.Equal((OrderKind.Sale, 20m, _noon),
            (assembled.Order.Kind, assembled.Order.Total, assembled.Order.PlacedAt));
        Assert.Equal(2, assembled.Order.Lines.Length);
        Assert.Equal(["order/O1/placed", "order/O1/item/1", "order/O1/refunded"],
            EventsOf(assembled).Select(e => e.EventId));
        Assert.Equal(_noon.AddDays(-1), EventsOf(assembled)[2].OccurredAt);
    }

    [Fact]
    public void Exact_duplicates_are_lines_of_their_own_unless_the_source_names_its_lines()
    {
        Assert.Equal(3, Assemble("O1", Line(1, 1, 1m), Line(2, 1, 1m), Line(3, 1, 1m))!.Order.Lines.Length);
        Assert.Empty(_rejected);

        var named = Assemble("O2", Line(1, 1, 1m, "a"), Line(2, 1, 1m, "b"), Line(3, 1, 1m, "a"))!;

        Assert.Equal(["order/O2/placed", "order/O2/item/a", "order/O2/item/b"], EventsOf(named).Select(e => e.EventId));
        Assert.Equal([(14L, "LINE_DUPLICATE")], _rejected.Select(error => (error.Line, error.Problem.Code)));
    }

    [Fact]
    public void Two_currencies_are_never_added()
    {
        var assembled = Assemble("O1", Line(1, 1, 5m), With(Line(2, 1, 7m), line => line with { Currency = "EUR" }))!;

        Assert.Equal(("GBP", 5m), (assembled.Order.Currency, assembled.Order.Total));
        Assert.Equal([(13L, "CURRENCY_MIXED")], _rejected.Select(error => (error.Line, error.Problem.Code)));
    }

    [Fact]
    public void An_order_without_a_good_row_is_none()
    {
        Assert.Null(Assemble("O1"));
        Assert.Empty(_rejected);
    }

    [Fact]
    public void An_order_that_cannot_be_held_or_counted_is_refused_with_all_its_rows()
    {
        var assembler = new OrderAssembler(new OrderImportOptions(), CollectionFixture.Now);

        Assert.Null(assembler.Assemble(new StagedOrder("UK", 1, 2, 10_001, []), _rejected.Add));
        Assert.Null(Assemble("O2", Line(1, 1, 999_999_999_999_999_999m), Line(2, 1, 1m)));

        Assert.Equal([(2L, "ORDER_TOO_LARGE", 10_001), (12L, "AMOUNT_OUT_OF_RANGE", 2)],
            _rejected.Select(error => (error.Line, error.Problem.Code, error.Rows)));
    }
}
