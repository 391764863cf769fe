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
            MetricCatalogue.BuiltIn.SelectMany(metric => MetricCatalogue.Parts(metric)),
            part => Assert.IsType<MetricComputation.Aggregate>(part.Computation));

    [Fact]
    public void An_unknown_metric_is_refused_with_the_nearest_name() =>
        Assert.Contains("'revenue'", MetricCatalogue.Find("revenu").Problem!.Message, StringComparison.Ordinal);
}
