using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Tests.Metrics;

public sealed class KeptBreakdownsTests
{
    private static readonly TenantInfo _tenant = new(
        new TenantId(Guid.Parse("11111111-1111-1111-1111-111111111111")), "shop", "Shop", TimeZoneInfo.Utc, "EUR",
        DayOfWeek.Monday, RawRetentionMonths: null);

    [Fact]
    public void Every_metric_of_the_catalogue_whose_parts_add_up_is_kept_and_no_other()
    {
        string[] not =
        [
            "activation_rate", "api_response_p95", "cart_abandonment_rate", "conversion_rate", "ordering_sessions",
            "placement_conversion_rate", "placement_conversions", "sessions",
        ];

        foreach (var metric in MetricCatalogue.BuiltIn)
            Assert.Equal(
                not.Contains(metric.Name) ? "SNAPSHOT_NOT_POSSIBLE metric" : " ",
                Fault(new KeptBreakdown(metric.Name, ["country"])));
    }

    [Fact]
    public void Breakdown_adds_its_series_and_one_that_is_there_adds_none()
    {
        var over = KeptMetrics.Of(_tenant, KeptBreakdowns.None);

        var more = KeptMetrics.Of(_tenant, new([new("searches", ["country"]), new("active_users", ["country"])]));
        var money = KeptMetrics.Of(_tenant, new([new("revenue", ["country"])]));

        Assert.Equal(over.Select(series => series.Id), more.Take(over.Length).Select(series => series.Id));
        Assert.Equal(over.Length + 2, more.Length);
        Assert.Equal(over.Length + 1, money.Length);   // other currencies are counted over all
        Assert.NotEqual(
            over.Select(series => series.Id), KeptMetrics.Of(_tenant with { Currency = "USD" }, KeptBreakdowns.None).Select(series => series.Id));
    }

    [Fact]
    public void Fault_is_named_with_its_place()
    {
        Assert.Equal("METRIC_UNKNOWN metric", Fault(new KeptBreakdown("revenu", ["country"])));
        Assert.Equal("BREAKDOWN_EMPTY breakdown", Fault(new KeptBreakdown("revenue", [])));
        Assert.Equal("BREAKDOWN_TOO_MANY breakdown", Fault(new KeptBreakdown("revenue", ["a", "b", "c", "d"])));
        Assert.Equal(
            "SNAPSHOT_NOT_POSSIBLE metric",
            Fault(new KeptBreakdown("revenue", [new PropertyRef("plan", PropertyScope.ActorCurrent)])));
        Assert.Equal(" ", Fault(new KeptBreakdown("revenue", [new PropertyRef("plan", PropertyScope.ActorAtEvent), PropertyRef.EventName])));
        Assert.Equal(
            "breakdowns[1]", new KeptBreakdowns([new("revenue", ["a"]), new("revenue", ["a"])]).Check()!.Path);
        Assert.Equal(
            "VALUE_OUT_OF_RANGE",
            new KeptBreakdowns([.. Enumerable.Range(0, 21).Select(i => new KeptBreakdown("revenue", [$"p{i}"]))]).Check()!.Code);
        Assert.Null(KeptBreakdowns.None.Check());
    }

    private static string Fault(KeptBreakdown breakdown)
    {
        var problem = new KeptBreakdowns([breakdown]).Check();
        return $"{problem?.Code} {problem?.Path?.Replace("breakdowns[0].", "", StringComparison.Ordinal)}";
    }
}
