using System.Collections.Frozen;
using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using static Analytics.Domain.Metrics.MetricComputation;

namespace Analytics.Domain.Metrics;

/// <summary>The metrics that every tenant has without defining one.</summary>
public static class MetricCatalogue
{
    private static readonly EventFilter Known = new EventFilter.HasActor();

    private static readonly EventFilter Business = new EventFilter.Compare(
        new PropertyRef("account_type", PropertyScope.ActorAtEvent),
        FilterOperator.Equal,
        new PropertyValue.Text("business"));

    private static readonly EventFilter Complete = new EventFilter.Compare(
        "completion_percentage", FilterOperator.GreaterOrEqual, new PropertyValue.Number(100));

    private static readonly EventFilter Failed = new EventFilter.Compare(
        "status", FilterOperator.GreaterOrEqual, new PropertyValue.Number(500));

    private static readonly EventFilter NothingFound = new EventFilter.Compare(
        "results_count", FilterOperator.Equal, new PropertyValue.Number(0));

    private static readonly ImmutableArray<string> Paid = ["order_placed", "payment_completed"];

    private static readonly Conversion Ordered = new(
        [Step("placement_clicked"), new(null, Paid, null)], TimeSpan.FromDays(7), FunnelCount.Actors);

    // What an import corrects has names of its own, so that it adds to sums and to no number of events.
    private static readonly ImmutableArray<string> OrderTotals = ["order_placed", "order_corrected"];
    private static readonly ImmutableArray<string> SoldItems = ["item_sold", "item_corrected"];

    /// <summary>All built-in metrics by name.</summary>
    public static ImmutableArray<MetricDefinition> BuiltIn { get; } =
    [
        new("activation_rate", "Share of sign-ups whose profile is complete within 7 days.", Unit.Ratio,
            new Conversion(
                [Step("user_registered"), Step("user_profile_completed") with { Filter = Complete }],
                TimeSpan.FromDays(7),
                FunnelCount.Actors)),
        new("active_business_accounts", "Distinct actors with any event while their account_type was business.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors, Filter: Business)),
        new("active_producers", "Distinct actors who listed a product or received an order.", Unit.Count,
            new Aggregate(["order_received", "product_listed"], Aggregation.UniqueActors)),
        new("active_users", "Distinct actors with any event.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors)),
        new("ad_spend", "What campaigns cost, on the days that they are billed for.", Unit.Money,
            new Aggregate(["marketing_spend"], Aggregation.Sum, "amount")),
        new("api_error_rate", "Share of API requests that failed; null without any.", Unit.Ratio,
            Formula("api_errors / api_requests")),
        new("api_errors", "API requests that were answered with a status of 500 or more.", Unit.Count,
            new Aggregate(["api_request"], Aggregation.Count, Filter: Failed)),
        new("api_requests", "Samples of API requests.", Unit.Count,
            new Aggregate(["api_request"], Aggregation.Count)),
        new("api_response_p95", "Time within which 95 of 100 API requests were answered; null without any.",
            Unit.Milliseconds,
            new Aggregate(["api_request"], Aggregation.Percentile, "duration_ms") { Percentile = 95 }),
        new("average_order_value", "Revenue per order of known customers; null without orders.", Unit.Money,
            Formula("revenue / orders")),
        new("average_rating", "Mean rating of reviews, as they stand now.", Unit.Number,
            new Formula(FormulaParser.Parse("ratings / reviews_of_ratings").Value)
            {
                Of =
                [
                    Part("ratings", new Aggregate(["review_submitted", "review_corrected"], Aggregation.Sum, "rating")),
                    Part("reviews_of_ratings", new Aggregate(["review_submitted"], Aggregation.Count)),
                ],
            }),
        new("cancelled_orders", "Orders that were called off, at order time; orders has them, too, with nothing sold.",
            Unit.Count,
            new Formula(FormulaParser.Parse("orders_cancelled - orders_reinstated").Value)
            {
                Of =
                [
                    Part("orders_cancelled", new Aggregate(["order_cancelled"], Aggregation.Count)),
                    Part("orders_reinstated", new Aggregate(["order_reinstated"], Aggregation.Count)),
                ],
            }),
        new("cart_abandonment_rate", "Share of carts that are not paid for within a day; a cart lasts from its first item on.",
            Unit.Ratio,
            new Conversion(
                [Step("product_added_to_cart"), new(null, Paid, null)],
                TimeSpan.FromDays(1),
                FunnelCount.Attempts,
                ConversionFigure.AbandonmentRate)),
        new("click_through_rate", "Clicks on products by their impressions; null without impressions.", Unit.Ratio,
            Formula("product_clicks / product_impressions")),
        new("conversion_rate", "Share of sessions in which an order was placed; null where no visits are collected.",
            Unit.Ratio, Formula("ordering_sessions / sessions"))
        {
            Needs = ["page_view", "screen_view", "product_viewed"],
        },
        new("conversion_rate_actors", "Share of active users who placed an order; null where no visits are collected.",
            Unit.Ratio, Formula("customers / active_users"))
        {
            Needs = ["page_view", "screen_view", "product_viewed"],
        },
        new("customer_acquisition_cost", "Ad spend per person who signed up; null without sign-ups.", Unit.Money,
            Formula("ad_spend / sign_ups")),
        new("customers", "Distinct actors who placed an order in the range.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.UniqueActors, Filter: Known)),
        new("daily_active_users", "Distinct actors with any event on a local day.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors) { TrailingDays = 1 }),
        new("item_revenue", "Gross totals of the order lines of known customers: revenue that can be split by product.",
            Unit.Money, new Aggregate(SoldItems, Aggregation.Sum, "total", Known)),
        new("monthly_active_users", "Distinct actors with any event in the 30 local days that end with a day.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors) { TrailingDays = 30 }),
        new("net_revenue", "Revenue less refunds, each at its own date.", Unit.Money,
            Formula("revenue - refunds")),
        new("ordering_sessions", "Sessions in which an order was placed.", Unit.Count,
            new Aggregate(["order_placed"], Aggregation.UniqueSessions, Filter: Known)),
        new("orders", "Orders of known customers; orders_all has the others too.", Unit.Count,
            Orders("", Known)),
        new("orders_all", "All orders, those without a customer included.", Unit.Count,
            Orders("_all", filter: null)),
        new("placement_click_through_rate", "Clicks on featured placements by their impressions; null without impressions.",
            Unit.Ratio, Formula("placement_clicks / placement_impressions")),
        new("placement_clicks", "Clicks on featured placements.", Unit.Count,
            new Aggregate(["placement_clicked"], Aggregation.Count)),
        new("placement_conversion_rate", "Share of those who clicked a featured placement who ordered within 7 days.",
            Unit.Ratio, Ordered),
        new("placement_conversions", "Distinct actors who clicked a featured placement and ordered within 7 days.",
            Unit.Count, Ordered with { Figure = ConversionFigure.Converted }),
        new("placement_impressions", "Times that featured placements were shown.", Unit.Count,
            new Aggregate(["placement_impression"], Aggregation.Count)),
        new("product_clicks", "Clicks on products in lists.", Unit.Count,
            new Aggregate(["product_clicked"], Aggregation.Count)),
        new("product_impressions", "Times that products were shown in lists.", Unit.Count,
            new Aggregate(["product_impression"], Aggregation.Count)),
        new("refunds", "Amounts refunded to known customers, at refund time.", Unit.Money,
            new Aggregate(["order_refunded", "refund_corrected"], Aggregation.Sum, "amount", Known)),
        new("revenue", "Gross order totals of known customers, at order time; revenue_all has the others too.",
            Unit.Money, new Aggregate(OrderTotals, Aggregation.Sum, "total", Known)),
        new("revenue_all", "Gross order totals, those without a customer included.", Unit.Money,
            new Aggregate(OrderTotals, Aggregation.Sum, "total")),
        new("roas", "Revenue per unit of ad spend, of all revenue whether or not a campaign led to it; null without spend.",
            Unit.Ratio, Formula("revenue_all / ad_spend")),
        new("searches", "Searches for products.", Unit.Count,
            new Aggregate(["product_search"], Aggregation.Count)),
        new("sessions", "Sessions with any event.", Unit.Count,
            new Aggregate([], Aggregation.UniqueSessions)),
        new("sign_ups", "Distinct actors who registered.", Unit.Count,
            new Aggregate(["user_registered"], Aggregation.UniqueActors)),
        new("stickiness", "Daily by monthly active users; null without any.", Unit.Ratio,
            Formula("daily_active_users / monthly_active_users")),
        new("ticket_resolution_hours", "Mean hours from a ticket's opening to its resolution; null without one.",
            Unit.Number,
            new Formula(FormulaParser.Parse("hours / resolutions").Value)
            {
                Of =
                [
                    Part("hours", new Aggregate(
                        ["ticket_resolved", "ticket_corrected"], Aggregation.Sum, "resolution_hours")),
                    Part("resolutions", new Aggregate(["ticket_resolved"], Aggregation.Count)),
                ],
            }),
        new("tickets_open", "Tickets opened or opened again in the range less those resolved in it.", Unit.Count,
            new Formula(FormulaParser.Parse("opened - resolved").Value)
            {
                Of =
                [
                    Part("opened", new Aggregate(["ticket_opened", "ticket_reopened"], Aggregation.Count)),
                    Part("resolved", new Aggregate(["ticket_resolved"], Aggregation.Count)),
                ],
            }),
        new("tickets_opened", "Support tickets that were opened.", Unit.Count,
            new Aggregate(["ticket_opened"], Aggregation.Count)),
        new("tickets_resolved", "Support tickets that were resolved, once for each time.", Unit.Count,
            new Aggregate(["ticket_resolved"], Aggregation.Count)),
        new("units_sold", "Units in the order lines of known customers.", Unit.Count,
            new Aggregate(SoldItems, Aggregation.Sum, "quantity", Known)),
        new("weekly_active_users", "Distinct actors with any event in the 7 local days that end with a day.", Unit.Count,
            new Aggregate([], Aggregation.UniqueActors) { TrailingDays = 7 }),
        new("zero_result_search_rate", "Share of searches that found nothing; null without searches.", Unit.Ratio,
            Formula("zero_result_searches / searches")),
        new("zero_result_searches", "Searches that found nothing.", Unit.Count,
            new Aggregate(["product_search"], Aggregation.Count, Filter: NothingFound)),
    ];

    /// <summary>The property that names the currency of an event's amounts.</summary>
    public const string CurrencyProperty = "currency";

    /// <summary>Every property that the built-in metrics read.</summary>
    public static FrozenSet<string> Properties { get; } = BuiltIn
        .SelectMany(metric => metric.Computation is Formula { Of: { IsEmpty: false } parts } ? parts : [metric])
        .SelectMany(metric => metric.Computation switch
        {
            Aggregate aggregate => aggregate.Measure.Properties(),
            Conversion conversion => conversion.Steps.SelectMany(step => step.Filter?.Properties() ?? []),
            _ => [],
        })
        .Where(property => property.Scope is PropertyScope.Event)
        .Select(property => property.Name)
        .Append(CurrencyProperty)
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
        metric.Computation is MetricComputation.Formula formula
            ? [.. formula.Expression.Metrics.SelectMany(name => Parts(Named(formula, name))).DistinctBy(part => part.Name)]
            : [metric];

    /// <summary>The metric's value from the values of its parts.</summary>
    public static decimal? Evaluate(MetricDefinition metric, Func<string, decimal?> valueOf) =>
        metric.Computation is MetricComputation.Formula formula
            ? formula.Expression.Evaluate(name => Evaluate(Named(formula, name), valueOf))
            : valueOf(metric.Name);

    private static MetricDefinition Named(Formula formula, string name) =>
        formula.Of.IsEmpty ? ByName[name] : formula.Of.First(metric => metric.Name == name);

    private static FunnelStepDefinition Step(string name) => new(null, [name], null);

    private static MetricDefinition Part(string name, MetricComputation computation) =>
        new(name, "A part of a metric.", Unit.Number, computation);

    // An order that moved to another customer, time or place was taken away where it had been counted.
    private static Formula Orders(string suffix, EventFilter? filter) =>
        new(FormulaParser.Parse($"orders_placed{suffix} + orders_moved{suffix}").Value)
        {
            Of =
            [
                Part("orders_placed" + suffix, new Aggregate(["order_placed"], Aggregation.Count, Filter: filter)),
                Part("orders_moved" + suffix, new Aggregate(["order_corrected"], Aggregation.Sum, "orders", filter)),
            ],
        };

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
