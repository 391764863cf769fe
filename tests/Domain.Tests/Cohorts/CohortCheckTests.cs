using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;
using Analytics.Domain.Tests.Querying;

namespace Analytics.Domain.Tests.Cohorts;

public sealed class CohortCheckTests
{
    [Fact]
    public void Criteria_have_20_levels_at_most()
    {
        Assert.Null(Fault(Ask.Nest(20)));
        Assert.Equal("COHORT_TOO_LARGE criteria", Fault(Ask.Nest(21)));
        Assert.Equal("COHORT_TOO_LARGE criteria", Fault(Ask.Nest(1_000_000)));
    }

    [Fact]
    public void Criteria_have_100_conditions_at_most()
    {
        Assert.Null(Fault(All(100)));
        Assert.Equal("COHORT_TOO_LARGE criteria", Fault(All(101)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1_000_000, null)]
    [InlineData(-1, "VALUE_OUT_OF_RANGE criteria.and[0].did.times")]
    [InlineData(1_000_001, "VALUE_OUT_OF_RANGE criteria.and[0].did.times")]
    public void Times_are_counted_to_a_million(int times, string? fault) =>
        Assert.Equal(fault, Fault(new CohortCriteria.And([Ask.Did(times: times)])));

    [Fact]
    public void A_condition_on_the_actor_reads_what_he_is_now()
    {
        Assert.Null(Fault(Has(PropertyScope.ActorCurrent)));
        Assert.Equal("PROPERTY_SCOPE criteria.not.hasProperty", Fault(new CohortCriteria.Not(Has(PropertyScope.Event))));
        Assert.Equal("PROPERTY_SCOPE criteria.hasProperty", Fault(Has(PropertyScope.ActorAtEvent)));
    }

    [Fact]
    public void A_funnel_in_a_cohort_counts_actors_and_leaves_the_rest_to_the_question()
    {
        Assert.Null(Fault(Reached(Ask.Funnel(), 2)));
        Assert.Equal("VALUE_OUT_OF_RANGE criteria.funnelStep.step", Fault(Reached(Ask.Funnel(), 3)));
        Assert.Equal("VALUE_OUT_OF_RANGE criteria.funnelStep.step", Fault(Reached(Ask.Funnel(), 0, droppedOff: true)));
        Assert.Equal(
            "OPTIONS_CONFLICT criteria.funnelStep.funnel.count",
            Fault(Reached(Ask.Funnel() with { Count = FunnelCount.Sessions }, 1)));
        Assert.Equal(
            "OPTIONS_CONFLICT criteria.funnelStep.funnel.cohort",
            Fault(Reached(Ask.Funnel() with { Cohort = Ask.Did() }, 1)));
        Assert.Equal(
            "OPTIONS_CONFLICT criteria.funnelStep.funnel.includeBots",
            Fault(Reached(Ask.Funnel() with { IncludeBots = true }, 1)));
        Assert.Equal(
            "FUNNEL_STEP_COUNT criteria.funnelStep.funnel.steps", Fault(Reached(Ask.Funnel(Ask.Step("view")), 0)));
    }

    [Fact]
    public void A_member_has_an_id() =>
        Assert.Equal("VALUE_MISSING criteria.members[1]", Fault(new CohortCriteria.Members(["ann", ""])));

    [Fact]
    public void The_cohort_of_a_question_is_checked_with_it() => Assert.Equal(
        "EVENT_NAME_EMPTY cohort.not.did.events[0]",
        Ask.Fault(Ask.Series() with { Cohort = new CohortCriteria.Not(Ask.Did("")) }));

    [Fact]
    public void A_list_of_members_has_10000_at_most()
    {
        Assert.Null(Ask.Fault(new CohortQuery(Ask.Did()) { Limit = 10_000 }));
        Assert.Equal("VALUE_OUT_OF_RANGE limit", Ask.Fault(new CohortQuery(Ask.Did()) { Limit = 10_001 }));
    }

    [Fact]
    public void Actors_are_asked_for_where_the_answer_has_a_figure()
    {
        var series = Ask.Series() with { Interval = Interval.Day, Breakdown = Ask.By("country") };

        Assert.Null(Behind(series, new FigurePlace.Bucket(30, "DE")));
        Assert.Equal("VALUE_OUT_OF_RANGE at.index", Behind(series, new FigurePlace.Bucket(31)));
        Assert.Equal("OPTIONS_CONFLICT at.group", Behind(Ask.Series(), new FigurePlace.Bucket(null, "DE")));
        Assert.Equal("FIGURE_UNKNOWN at", Behind(series, new FigurePlace.Step(1)));
        Assert.Null(Behind(Ask.Funnel(), new FigurePlace.Step(2, DroppedOff: true)));
        Assert.Equal("OPTIONS_CONFLICT at.droppedOff", Behind(Ask.Funnel(), new FigurePlace.Step(0, DroppedOff: true)));
        Assert.Equal("VALUE_OUT_OF_RANGE at.column", Behind(Ask.Retention(), new FigurePlace.Cell(0, 12)));
        Assert.Null(Behind(
            new LifecycleQuery { Range = Ask.January }, new FigurePlace.Stage(0, LifecycleStage.Dormant)));
    }

    private static string? Behind(EventQuery question, FigurePlace place) => Ask.Fault(new ActorsQuery(question, place));

    private static string? Fault(CohortCriteria criteria) => Ask.Fault(new CohortQuery(criteria));

    private static CohortCriteria.HasProperty Has(PropertyScope scope) =>
        new CohortCriteria.HasProperty(new EventFilter.Exists(new PropertyRef("plan", scope)));

    private static CohortCriteria.FunnelStep Reached(FunnelDefinition funnel, int step, bool droppedOff = false) =>
        new(funnel, step, droppedOff);

    private static CohortCriteria.And All(int conditions) =>
        new([.. Enumerable.Range(0, conditions).Select(_ => Ask.Did())]);
}
