using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.TestKit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.Domain.Tests.Cohorts;

public sealed class FindAbsenceTests
{
    private static readonly TimeRange _day = TimeRange.Create(Start, Start.AddDays(1)).Value;

    private static readonly FunnelDefinition _funnel = new()
    {
        Steps = [new(null, ["a"], null), new(null, ["b"], null)], Range = _day, Window = TimeSpan.FromMinutes(10),
    };

    private static readonly EventFilter _web = new EventFilter.Compare("from", FilterOperator.Equal, new PropertyValue.Text("web"));

    public static TheoryData<AbsenceReason> Planted => [.. Enum.GetValues<AbsenceReason>().Except([AbsenceReason.Several])];

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task Planted_reason_is_named_and_no_other_one(AbsenceReason reason)
    {
        var (log, tenant) = (new FakeEventLog(), await new FakeTenants().AddAsync("tenant"));
        log.Append(tenant, Event("a", "other", 1), Event("b", "other", 2));
        var position = log.Append(tenant, Entries(reason));
        if (reason is AbsenceReason.Late)
            log.Append(tenant, Event("b", "x", 20));
        var asked = Figure(reason) with { AsOf = reason is AbsenceReason.Late ? position : null };
        var ofOthers = reason is AbsenceReason.Internal ? new EventFilter.Not(_web) : null;
        var find = new FindAbsence(new SlowEventAnalytics(log), new FakeProfiles(log, reason is AbsenceReason.OptedOut));

        var found = (await find.ExecuteAsync(
            tenant, ActorId.Create("x", "actor").Value, asked, ofOthers, CancellationToken.None)).Value;

        Assert.Equal([reason], found.Reasons.Select(one => one.Reason));
        Assert.Equal(reason is AbsenceReason.Identity, found.Counted);
        Assert.Equal(reason is AbsenceReason.NeverDid or AbsenceReason.OptedOut ? 2 : null, found.Reasons[0].Step);
    }

    [Fact]
    public async Task Rules_that_only_together_keep_an_actor_out_are_all_named()
    {
        var (log, tenant) = (new FakeEventLog(), await new FakeTenants().AddAsync("tenant"));
        log.Append(tenant, Event("a", "x", 1), Event("b", "x", 3_600), Bot("x", true));
        var find = new FindAbsence(new SlowEventAnalytics(log), new FakeProfiles(log));

        var found = (await find.ExecuteAsync(
            tenant, ActorId.Create("x", "actor").Value, new ActorsQuery(_funnel, new FigurePlace.Step(1)), null,
            CancellationToken.None)).Value;

        Assert.Equal([AbsenceReason.Bot, AbsenceReason.Window], found.Reasons.Select(one => one.Reason));
        Assert.All(found.Reasons, one => Assert.False(one.IsEnough));
    }

    [Fact]
    public async Task Who_counts_has_no_reason_not_to()
    {
        var (log, tenant) = (new FakeEventLog(), await new FakeTenants().AddAsync("tenant"));
        log.Append(tenant, Event("a", "x", 1), Event("b", "x", 2));
        var find = new FindAbsence(new SlowEventAnalytics(log), new FakeProfiles(log));

        var found = (await find.ExecuteAsync(
            tenant, ActorId.Create("x", "actor").Value, new ActorsQuery(_funnel, new FigurePlace.Step(1)), null,
            CancellationToken.None)).Value;

        Assert.True(found.Counted);
        Assert.Empty(found.Reasons);
    }

    private static LogEntry[] Entries(AbsenceReason reason) => reason switch
    {
        AbsenceReason.Erased => [Event("a", "x", 1), Event("b", "x", 2), Erase("x")],
        AbsenceReason.Identity => [Event("a", "x", 1), Event("b", "x", 2), Merge("x", "ann")],
        AbsenceReason.NoEvents => [],
        AbsenceReason.OptedOut or AbsenceReason.NeverDid or AbsenceReason.Late => [Event("a", "x", 1)],
        AbsenceReason.Bot => [Event("a", "x", 1), Event("b", "x", 2), Bot("x", true)],
        AbsenceReason.Internal => [Event("a", "x", 1, """{"from":"web"}"""), Event("b", "x", 2, """{"from":"web"}""")],
        AbsenceReason.Range => [Event("a", "x", -10), Event("b", "x", 2)],
        AbsenceReason.Window => [Event("a", "x", 1), Event("b", "x", 3_600)],
        AbsenceReason.StepWindow => [Event("a", "x", 1), Event("b", "x", 120)],
        AbsenceReason.Strict or AbsenceReason.Exclusion => [Event("a", "x", 1), Event("c", "x", 2), Event("b", "x", 3)],
        AbsenceReason.Order => [Event("b", "x", 1), Event("a", "x", 2)],
        AbsenceReason.Tie => [Event("b", "x", 2, sequence: 1), Event("a", "x", 2, sequence: 2)],
        AbsenceReason.HeldValue => [Event("a", "x", 1, """{"from":"web"}"""), Event("b", "x", 2, """{"from":"app"}""")],
        AbsenceReason.OtherCohort => [Event("a", "x", 1), Event("b", "x", 2)],
        _ => [Event("a", "x", 1), Event("b", "x", 2)],
    };

    private static ActorsQuery Figure(AbsenceReason reason)
    {
        var step = new FigurePlace.Step(1);
        var matrix = new RetentionQuery
        {
            Range = TimeRange.Create(Start, Start.AddDays(3)).Value, Period = Interval.Day, Periods = 2, Start = new(["a"]), Return = new(["b"]),
        };
        return reason switch
        {
            AbsenceReason.Cohort => new(_funnel with { Cohort = new CohortCriteria.Members(["other"]) }, step),
            AbsenceReason.Filter => new(_funnel with { Filter = _web }, step),
            AbsenceReason.StepWindow => new(
                _funnel with { Steps = [_funnel.Steps[0], _funnel.Steps[1] with { Window = TimeSpan.FromMinutes(1) }] }, step),
            AbsenceReason.Strict => new(_funnel with { Order = FunnelOrder.Strict }, step),
            AbsenceReason.Exclusion => new(_funnel with { Exclude = [new FunnelExclusion(new(["c"]))] }, step),
            AbsenceReason.HeldValue => new(_funnel with { HoldConstant = ["from"] }, step),
            AbsenceReason.Group => new(
                new SeriesQuery
                {
                    Range = _day, Measure = new Measure(new(["a"]), Aggregation.UniqueActors), Breakdown = new SeriesBreakdown("from", 5),
                },
                new FigurePlace.Bucket(null, "web")),
            AbsenceReason.OtherCohort => new(matrix, new FigurePlace.Cell(1)),
            AbsenceReason.NotReturned => new(matrix, new FigurePlace.Cell(0, 2)),
            _ => new(_funnel, step),
        };
    }
}
