using Analytics.Domain.Metrics;

namespace Analytics.Domain.Tests.Metrics;

public sealed class MetricCatalogueTests
{
    [Fact]
    public void Names_are_unique_and_stand_in_alphabetical_order()
    {
        var names = MetricCatalogue.BuiltIn.Select(metric => metric.Name).ToList();

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Every_part_of_a_formula_is_an_aggregate_of_the_catalogue() =>
        Assert.All(
            MetricCatalogue.BuiltIn.Where(metric => metric.Computation is MetricComputation.Formula)
                .SelectMany(metric => MetricCatalogue.Parts(metric)),
            part => Assert.IsType<MetricComputation.Aggregate>(part.Computation));

    [Theory]
    [InlineData("revenu", "revenue")]
    [InlineData("oders", "orders")]
    [InlineData("Net_Revenue", "net_revenue")]
    public void An_unknown_metric_is_refused_with_the_nearest_name(string name, string nearest)
    {
        var problem = MetricCatalogue.Find(name).Problem;

        Assert.Equal(("METRIC_UNKNOWN", "name"), (problem?.Code, problem?.Path));
        Assert.Contains($"'{nearest}'", problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_any_length_is_refused_at_once() =>
        Assert.Equal("METRIC_UNKNOWN", MetricCatalogue.Find(new string('x', 1_000_000)).Problem?.Code);
}
