using System.Collections.Frozen;
using System.Collections.Immutable;
using Analytics.Domain.Querying;
using static Analytics.Domain.Metrics.MetricComputation;

namespace Analytics.Domain.Metrics;

/// <summary>The metrics that every tenant has without defining one.</summary>
public static class MetricCatalogue
{
    private static readonly EventFilter Known = new EventFilter.HasActor();

    /// <summary>All built-in metrics by name.</summary>
    public static ImmutableArray<MetricDefinition> BuiltIn { get; } =
    [
        new("active_users", "Distinct actors with any event.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors)),
        new("average_order_value", "Revenue per order of known customers; null without orders.", Unit.Money,
            Formula("revenue / orders")),
        new("conversion_rate", "Share of sessions in which an order was placed; null where no visits are collected.",
            Unit.Ratio, Formula("ordering_sessions / sessions"))
        {
            Needs = ["page_view", "screen_view", "product_viewed"],
        },
        new("customers", "Distinct actors who placed an order in the range.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.UniqueActors, Filter: Known)),
        new("item_revenue", "Gross totals of the order lines of known customers: revenue that can be split by product.",
            Unit.Money, new Aggregate(["item_sold"], Aggregation.Sum, "total", Known)),
        new("net_revenue", "Revenue less refunds, each at its own date.", Unit.Money,
            Formula("revenue - refunds")),
        new("ordering_sessions", "Sessions in which an order was placed.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.UniqueSessions, Filter: Known)),
        new("orders", "Orders of known customers; orders_all has the others too.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.Count, Filter: Known)),
        new("orders_all", "All orders, those without a customer included.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.Count)),
        new("refunds", "Amounts refunded to known customers, at refund time.", Unit.Money,
            new Aggregate(["order_refunded"], Aggregation.Sum, "amount", Known)),
        new("revenue", "Gross order totals of known customers, at order time; revenue_all has the others too.",
            Unit.Money, new Aggregate(["order_placed"], Aggregation.Sum, "total", Known)),
        new("revenue_all", "Gross order totals, those without a customer included.", Unit.Money,
            new Aggregate(["order_placed"], Aggregation.Sum, "total")),
        new("sessions", "Sessions with any event.", Unit.Count,
            new Aggregate([], Aggregation.UniqueSessions)),
        new("units_sold", "Units in the order lines of known customers.", Unit.Count,
            new Aggregate(["item_sold"], Aggregation.Sum, "quantity", Known)),
    ];

    /// <summary>The property that names the currency of an event's amounts.</summary>
    public const string CurrencyProperty = "currency";

    /// <summary>Every property that the built-in metrics read.</summary>
    public static FrozenSet<string> Properties { get; } = BuiltIn
        .Select(metric => (metric.Computation as Aggregate)?.Property?.Name).OfType<string>().Append(CurrencyProperty)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, MetricDefinition> ByName =
        BuiltIn.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal);

    /// <returns>The definition, or <c>METRIC_UNKNOWN</c> with the nearest name.</returns>
    public static Result<MetricDefinition> Find(string name)
    {
        if (ByName.TryGetValue(name, out var metric))
            return metric;
        var near = BuiltIn.MinBy(known => Distance(known.Name, name.Length > 100 ? name[..100] : name))!.Name;
        return Problem.Invalid("METRIC_UNKNOWN", $"There is no metric of this name; did you mean '{near}'?", "name");
    }

    /// <summary>The aggregates that a metric is made of: itself, or those of its formula, each once.</summary>
    public static ImmutableArray<MetricDefinition> Parts(MetricDefinition metric) =>
        metric.Computation is MetricComputation.Formula { Expression: var formula }
            ? [.. formula.Metrics.SelectMany(name => Parts(ByName[name])).DistinctBy(part => part.Name)]
            : [metric];

    /// <summary>The metric's value from the values of its parts.</summary>
    public static decimal? Evaluate(MetricDefinition metric, Func<string, decimal?> valueOf) =>
        metric.Computation is MetricComputation.Formula { Expression: var formula }
            ? formula.Evaluate(name => Evaluate(ByName[name], valueOf))
            : valueOf(metric.Name);

    private static Formula Formula(string text) => new(FormulaParser.Parse(text).Value);

    // Levenshtein, J. Soviet Physics Doklady 10 (1966), with one row kept.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
