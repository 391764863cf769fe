using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Orders;
using Analytics.Domain.Tests.Collection;

namespace Analytics.Domain.Tests.Imports;

public sealed class OrderCorrectionsTests
{
    private const int Orders = 5;
    private static readonly DateTimeOffset _noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly OrderAssembler _assembler = new(new OrderImportOptions { RefundPrefix = "C" }, CollectionFixture.Now);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_sequence_of_states_has_the_figures_of_the_last_alone(int seed)
    {
        var random = new Random(seed);
        var stored = new Dictionary<string, StoredOrder>(StringComparer.Ordinal);
        var latest = new Dictionary<string, AssembledOrder>(StringComparer.Ordinal);
        var log = new Dictionary<string, NewEvent>(StringComparer.Ordinal);
        for (var file = 0; file < 6; file++)
        {
            for (var number = 0; number < Orders; number++)
            {
                if (RandomOrder(random, number) is not { } order)
                    continue;
                var events = stored.TryGetValue(order.Order.Id, out var before)
                    ? _assembler.EventsOf(order, before)
                    : _assembler.EventsOf(order);
                foreach (var each in events)
                    Assert.True(log.TryAdd(each.EventId, each), $"{each.EventId} is used twice (seed {seed})");
                stored[order.Order.Id] = new StoredOrder(order.Order, (before?.Version ?? 0) + 1);
                latest[order.Order.Id] = order;
            }
        }

        Assert.Equal(
            string.Join('\n', Figures(latest.Values.SelectMany(_assembler.EventsOf))),
            string.Join('\n', Figures(log.Values)));
    }

    [Fact]
    public void An_order_that_is_called_off_stays_one_with_nothing_sold()
    {
        var before = Order("O1", Line(1, 2, 5m));
        var after = Order("O1", Line(1, 2, 5m) with { Content = Line(1, 2, 5m).Content with { IsCancelled = true } });

        var events = _assembler.EventsOf(after, new StoredOrder(before.Order, 1));

        Assert.Equal(
            ["order/O1/v2/placed/corrected order_corrected", "order/O1/v2/item/1 item_corrected",
             "order/O1/v2/cancelled order_cancelled"],
            events.Select(each => $"{each.EventId} {each.Name}"));
        Assert.Equal("""{"order_id":"O1","total":-10,"item_count":-1,"currency":"GBP"}""", CollectionFixture.Text(events[0].Properties));
        Assert.Equal(
            ["order_placed 0", "order_cancelled 10"],
            _assembler.EventsOf(after).Select(each => $"{each.Name} {Property(each, "total")}"));
    }

    [Fact]
    public void Lines_in_another_order_are_the_same_lines()
    {
        var before = Order("O1", Line(1, 2, 5m), Line(2, 1, 7m));
        var after = Order("O1", Line(2, 1, 7m) with { Number = 1 }, Line(1, 2, 5m) with { Number = 2 });

        Assert.Empty(_assembler.EventsOf(after, new StoredOrder(before.Order, 1)));
    }

    // What the built-in metrics add up, by everything that they can be broken down by.
    private static SortedDictionary<string, decimal> Figures(IEnumerable<NewEvent> events)
    {
        var figures = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var each in events)
        {
            var place = $"{each.OccurredAt:MM-dd HH} {each.Actor} {Property(each, "currency")} {Property(each, "country")} "
                + $"{Property(each, "channel")} {Property(each, "product_id")} {Property(each, "product_name")}";
            var money = each.Name.Contains("refund", StringComparison.Ordinal) ? "refund" : each.Name[..5];
            foreach (var amount in new[] { "total", "amount", "quantity", "item_count", "orders" })
                if (each.Name is not ("order_cancelled" or "order_reinstated"))
                    Add($"{money} {amount} {place}", decimal.Parse(Property(each, amount) ?? "0", System.Globalization.CultureInfo.InvariantCulture));
            Add($"order orders {place}", each.Name == "order_placed" ? 1 : 0);
            Add("cancelled", each.Name switch { "order_cancelled" => 1, "order_reinstated" => -1, _ => 0 });
        }

        return figures;

        void Add(string figure, decimal amount)
        {
            var sum = figures.GetValueOrDefault(figure) + amount;
            figures.Remove(figure);
            if (sum != 0)
                figures.Add(figure, sum / 1.000000000000000m);
        }
    }

    private AssembledOrder? RandomOrder(Random random, int number)
    {
        var isCancelled = random.Next(6) == 0;
        var customer = random.Next(3) == 0 ? null : "c" + random.Next(2);
        var country = random.Next(4) == 0 ? null : "Kenya";
        var currency = random.Next(5) == 0 ? "EUR" : "GBP";
        var lines = Enumerable.Range(1, random.Next(4)).Select(line => new StagedLine(
            line, line, line + 1, new OrderRowContent(
                _noon.AddHours(random.Next(2)), customer, country, currency, "P" + random.Next(2),
                random.Next(2) == 0 ? null : "Cup", random.Next(5) == 0 ? -random.Next(1, 3) : random.Next(1, 4),
                random.Next(1, 3) * 1.25m, null)
            {
                IsCancelled = isCancelled,
                Channel = random.Next(4) == 0 ? "shop" : null,
            })).ToArray();
        return lines.Length == 0 ? null : Order(number == 0 ? "C0" : "O" + number, lines);
    }

    private AssembledOrder Order(string id, params StagedLine[] lines) => _assembler.Assemble(
        new StagedOrder(id, 1, 2, lines.Length, [.. lines]), error => Assert.Fail(error.Problem.Code))!;

    private static StagedLine Line(int number, decimal quantity, decimal price) => new(number, number, number + 1,
        new OrderRowContent(_noon, null, null, "GBP", "P" + number, null, quantity, price, null));

    private static string? Property(NewEvent each, string name) =>
        JsonElement.Parse(each.Properties.Span).TryGetProperty(name, out var value) ? value.ToString() : null;
}
