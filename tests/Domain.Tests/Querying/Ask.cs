using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;

namespace Analytics.Domain.Tests.Querying;

/// <summary>Plain good questions for tests to spoil.</summary>
internal static class Ask
{
    public static readonly TimeRange January = Between("2024-01-01", "2024-02-01");

    public static readonly PropertyRef Nameless = new("");

    public static readonly EventFilter OfNothing = new EventFilter.Exists(Nameless);

    public static TimeRange Between(string from, string to) => TimeRange.Create(
        DateTimeOffset.Parse(from + "Z", null), DateTimeOffset.Parse(to + "Z", null)).Value;

    public static SeriesQuery Series(Aggregation aggregation = Aggregation.Count) =>
        new() { Measure = Measure(aggregation), Range = January };

    public static Measure Measure(Aggregation aggregation = Aggregation.Count, string? property = null) =>
        new(new EventSelector(["view"]), aggregation) { Property = property is null ? null : new PropertyRef(property) };

    public static SeriesBreakdown By(params string[] properties) =>
        new([.. properties.Select(name => new PropertyRef(name))], 10);

    public static FunnelDefinition Funnel(params FunnelStepDefinition[] steps) => new()
    {
        Steps = steps.Length > 0 ? [.. steps] : [Step("view"), Step("cart"), Step("buy")],
        Range = January,
    };

    public static FunnelStepDefinition Step(string name) => new(null, [name], null);

    public static FunnelExclusion Excluding(int? after = null, int? before = null) =>
        new(new EventSelector(["leave"]), after, before);

    public static RetentionQuery Retention() => new() { Range = January };

    public static TopListQuery TopList(params Measure[] measures) =>
        new() { Breakdown = By("country"), Measures = [.. measures], Range = January };

    public static EventFilter Filter(string property = "country", string value = "DE") =>
        new EventFilter.Compare(property, FilterOperator.Equal, new PropertyValue.Text(value));

    public static EventFilter Nested(int levels) =>
        Enumerable.Range(1, levels - 1).Aggregate(Filter(), (inner, _) => new EventFilter.Not(inner));

    public static CohortCriteria Did(string name = "buy", int times = 1) =>
        new CohortCriteria.Did(new EventSelector([name]), CountComparison.AtLeast, times);

    public static CohortCriteria Nest(int levels) =>
        Enumerable.Range(1, levels - 1).Aggregate(Did(), (inner, _) => new CohortCriteria.Not(inner));

    public static string? Fault(Question question) =>
        question.Check() is { } problem ? $"{problem.Code} {problem.Path}" : null;
}
