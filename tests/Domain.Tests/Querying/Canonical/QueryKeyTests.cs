using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Series;
using static Analytics.Domain.Tests.Querying.Ask;

namespace Analytics.Domain.Tests.Querying.Canonical;

public sealed class QueryKeyTests
{
    private static readonly EventFilter A = Filter("a", "1");
    private static readonly EventFilter B = Filter("b", "2");
    private static readonly EventFilter C = Filter("c", "3");

    [Fact]
    public void The_order_and_the_number_of_equal_parts_make_no_difference()
    {
        Same(And(A, B, C), And(C, And(B, A), A));
        Same(Or(A, B, C), Or(C, Or(B, A), A));
        Same(And(A), A);
        Same(Not(Not(A)), A);
        Same(Not(And(A, Not(B))), Or(B, Not(A)));
        Same(null, And());
        Same(And(A, And()), A);
        Same(And(A, Or()), Or());
        Same(Or(A, And()), null);
        Differ(And(A, B), Or(A, B));
        Differ(A, Not(A));
        Differ(null, Or());
    }

    [Fact]
    public void A_list_of_values_is_as_many_equalities()
    {
        Same(In("a", 1, 2), In("a", 2, 1, 1.00m));
        Same(In("a", 1), Is("a", 1.0m));
        Same(Or(Is("a", 1), In("a", 2, 3)), In("a", 1, 2, 3));
        Same(And(Not(Is("a", 1)), Not(Is("a", 2))), Not(In("a", 1, 2)));
        Same(In("a"), Or());
        Differ(In("a", 1, 2), In("a", 1, 3));
        Differ(Or(Is("a", 1), Is("b", 2)), In("a", 1, 2));
        Differ(Is("a", 1), A);
        Differ(Is("a", 1), Is(new PropertyRef("a", PropertyScope.ActorAtEvent), 1));
        Differ(Is(new PropertyRef("a", PropertyScope.ActorCurrent), 1), Is(new PropertyRef("a", PropertyScope.ActorAtEvent), 1));
    }

    [Fact]
    public void A_series_is_told_by_what_it_counts()
    {
        var series = Ask.Series();

        Same(Of(["a", "b"]), Of(["b", "a", "b"]));
        Same(series with { Filter = A }, series with { Measure = Measure() with { Events = new(["view"], A) } });
        Same(series with { CustomEdges = [January.From, January.To] }, series with { Cumulative = true });
        Same(
            Ask.Series(Aggregation.Median) with { Measure = Measure(Aggregation.Median, "total") },
            series with { Measure = Measure(Aggregation.Percentile, "total") with { Percentile = 50.0m } });
        Same(series with { Calendar = Kathmandu }, series);
        Differ(series with { Calendar = Kathmandu, Interval = Interval.Day }, series with { Interval = Interval.Day });
        Differ(Of(["a"]), Of([]));
        Differ(series with { IncludeBots = true }, series);
        Differ(series with { Cohort = new CohortCriteria.And([]) }, series);
        Differ(series with { Breakdown = By("a", "b") }, series with { Breakdown = By("b", "a") });
        Same(
            series with { Breakdown = By("a") with { Keys = ["x", "y"], Limit = 3 } },
            series with { Breakdown = By("a") with { Keys = ["x", "y"] } });
        Differ(
            series with { Breakdown = By("a") with { Keys = ["x", "y"] } },
            series with { Breakdown = By("a") with { Keys = ["y", "x"] } });

        static SeriesQuery Of(string[] events) =>
            Ask.Series() with { Measure = new Measure(new EventSelector([.. events]), Aggregation.Count) };
    }

    [Fact]
    public void Names_of_steps_and_bounds_that_bind_nothing_make_no_difference()
    {
        Same(Funnel(Step("a"), Step("b") with { Name = "Buys" }), Funnel(Step("a"), Step("b")));
        Same(
            Funnel(Step("a"), Step("b") with { Window = FunnelDefinition.DefaultWindow }), Funnel(Step("a"), Step("b")));
        Same(Funnel() with { Exclude = [Excluding()] }, Funnel() with { Exclude = [Excluding(0, 2), Excluding(0)] });
        Same(Funnel() with { HoldConstant = ["a", "b"] }, Funnel() with { HoldConstant = ["b", "a"] });
        Differ(Funnel() with { Exclude = [Excluding()] }, Funnel() with { Exclude = [Excluding(1)] });
        Differ(Funnel(Step("a"), Step("b")), Funnel(Step("b"), Step("a")));
        Differ(Funnel() with { Times = false }, Funnel());
        Differ(Funnel() with { Window = TimeSpan.FromDays(6) }, Funnel());
    }

    [Fact]
    public void Criteria_are_told_by_who_belongs()
    {
        Same(new CohortCriteria.Not(Did("buy", 3)), Often(CountComparison.AtMost, 2));
        Same(new CohortCriteria.Not(Often(CountComparison.AtMost, 2)), Did("buy", 3));
        Same(Often(CountComparison.Exactly, 0), Often(CountComparison.AtMost, 0));
        Same(Did("buy", 0), new CohortCriteria.And([]));
        Same(new CohortCriteria.Members(["b", "a", "b"]), new CohortCriteria.Members(["a", "b"]));
        Same(
            new CohortCriteria.FunnelStep(Funnel() with { Trend = Interval.Day }, 1),
            new CohortCriteria.FunnelStep(Funnel() with { Times = false }, 1));
        Same(
            new CohortCriteria.And([Did("a"), new CohortCriteria.And([Did("b")])]),
            new CohortCriteria.Not(new CohortCriteria.Or(
                [new CohortCriteria.Not(Did("b")), new CohortCriteria.Not(Did("a"))])));
        Differ(Did("buy", 1), Did("buy", 2));
        Differ(new CohortCriteria.FunnelStep(Funnel(), 1), new CohortCriteria.FunnelStep(Funnel(), 1, DroppedOff: true));
    }

    [Fact]
    public void A_key_is_64_hexadecimal_digits_and_the_same_tomorrow() => Assert.Equal(
        "fe493d5ecfe1cc85ef68bef188d38801df72198971a5d2f8bb24cbabab558065", QueryKey.Of(Ask.Series()).ToString());

    private static readonly QueryCalendar Kathmandu =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"), DayOfWeek.Monday);

    private static void Same(EventFilter? left, EventFilter? right) =>
        Same(Ask.Series() with { Filter = left }, Ask.Series() with { Filter = right });

    private static void Differ(EventFilter? left, EventFilter? right) =>
        Differ(Ask.Series() with { Filter = left }, Ask.Series() with { Filter = right });

    private static void Same(CohortCriteria left, CohortCriteria right)
    {
        Assert.Equal(QueryKey.Of(left), QueryKey.Of(right));
        Same(new CohortQuery(left), new CohortQuery(right));
    }

    private static void Differ(CohortCriteria left, CohortCriteria right) =>
        Assert.NotEqual(QueryKey.Of(left), QueryKey.Of(right));

    private static void Same(Question left, Question right) => Assert.Equal(QueryKey.Of(left), QueryKey.Of(right));

    private static void Differ(Question left, Question right) => Assert.NotEqual(QueryKey.Of(left), QueryKey.Of(right));

    private static CohortCriteria.Did Often(CountComparison comparison, int times) =>
        new(new EventSelector(["buy"]), comparison, times);

    private static EventFilter.And And(params EventFilter[] parts) => new([.. parts]);

    private static EventFilter.Or Or(params EventFilter[] parts) => new([.. parts]);

    private static EventFilter.Not Not(EventFilter part) => new(part);

    private static EventFilter.In In(string property, params decimal[] values) =>
        new(property, [.. values.Select(value => (PropertyValue)new PropertyValue.Number(value))]);

    private static EventFilter.Compare Is(PropertyRef property, decimal value) =>
        new(property, FilterOperator.Equal, new PropertyValue.Number(value));
}
