using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

/// <summary>What a plan says is what answering does then.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task Rows_of_a_random_plan_are_those_that_the_answer_reports()
    {
        await using var running = await RunningEngine.StartAsync(configure: options => options.AnswerCacheMegabytes = 0);
        var kinds = new HashSet<Type>();
        var moved = false;
        for (var seed = 1; seed <= 12; seed++)
        {
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            await running.AppendAsync(tenant, new RandomLog(seed, world, QuestionKinds.All).Take(200));
            var questions = new RandomQuestions(seed, world, QuestionKinds.All & ~QuestionKinds.Figures & ~QuestionKinds.Properties & ~QuestionKinds.SessionLists);
            for (var question = 0; question < 12; question++)
            {
                if (questions.Next() is not (var asked and not CohortQuery))
                    continue;
                // A merge in between would have the rows in other segments.
                using var state = (await running.Engine.HoldAsync(tenant, CancellationToken.None)).Value;
                var plan = await state.Engine.ExplainAsync(tenant, asked, CancellationToken.None);
                var (rows, problem) = await RowsAsync(state.Engine, tenant, asked);
                Assert.True(
                    plan.Problem?.Code == problem && (problem is not null || plan.Value.Rows == rows),
                    $"seed {seed}, question {question}: {plan.Problem?.Code} {(problem is null ? plan.Value.Rows : 0)}, {problem} {rows}\n{Plain.Text(asked)}");
                kinds.Add(asked.GetType());
                moved |= plan.IsSuccess && plan.Value.State.MovedRows > 0;
            }
        }
        Assert.Equal(12, kinds.Count);
        Assert.True(moved);
    }

    [Fact]
    public async Task Answer_is_at_hand_after_it_was_asked_for_and_no_longer_after_the_next_event()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, TestEvents.Event("a", "x", 1), TestEvents.Event("b", "x", 2));
        Question[] questions =
        [
            Count("a", 0, 1),
            new FunnelDefinition { Steps = [new(null, ["a"], null), new(null, ["b"], null)], Range = Days(0, 1) },
        ];
        foreach (var question in questions)
        {
            Assert.False((await PlanAsync(running, tenant, question)).IsKept);
            // Going through it is not answering it.
            Assert.False((await PlanAsync(running, tenant, question)).IsKept);
            await RowsAsync(running.Engine, tenant, question);
            Assert.True((await PlanAsync(running, tenant, question)).IsKept);
        }
        await running.AppendAsync(tenant, TestEvents.Event("c", "x", 3));
        foreach (var question in questions)
            Assert.False((await PlanAsync(running, tenant, question)).IsKept);
    }

    [Fact]
    public async Task Segments_without_an_event_of_the_range_or_the_name_are_not_read()
    {
        // Three pieces in memory, which nothing merges or writes to a file.
        await using var running = await RunningEngine.StartAsync(
            flushRows: 100_000, batchRows: 400, configure: options => options.FlushSeconds = 3_600);
        var tenant = await running.Tenants.AddAsync("tenant");
        for (var day = 0; day < 3; day++)
            await running.AppendAsync(
                tenant, Enumerable.Range(0, 300).Select(i => TestEvents.Event(day == 2 ? "late" : "a", $"actor-{i % 50}", (day * 86_400) + i)));

        var all = await PlanAsync(running, tenant, Count("a", 0, 3));
        var one = await PlanAsync(running, tenant, Count("a", 1, 2));
        var late = await PlanAsync(running, tenant, Count("late", 0, 3));
        var none = await PlanAsync(running, tenant, Count("never", 0, 3));

        Assert.Equal((3, 900), (all.State.Segments, all.State.Rows));
        Assert.Equal((600, 2), (all.Rows, all.Last.Shards));
        Assert.Equal((300, 1), (one.Rows, one.Last.Shards));
        Assert.Equal((300, 1), (late.Rows, late.Last.Shards));
        Assert.Equal((0, 0), (none.Rows, none.Last.Shards));
        Assert.Equal(300, (await CountAsync(running, tenant, Count("a", 1, 2))).Total);
        Assert.Equal(one.Rows, (await CountAsync(running, tenant, Count("a", 1, 2))).Rows);
    }

    [Fact]
    public async Task Tree_shows_what_is_read_and_the_cohorts_that_come_first()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, TestEvents.Event("a", "x", 1, """{"plan":"pro","price":3}"""));
        var funnel = new FunnelDefinition { Steps = [new(null, ["a"], null), new(null, ["b"], null)], Range = Days(0, 1) };
        var question = new SeriesQuery
        {
            Range = Days(0, 1), Measure = new Measure(new(["a"]), Aggregation.Sum) { Property = "price" },
            Filter = new EventFilter.Compare("plan", FilterOperator.Equal, new PropertyValue.Text("pro")),
            Cohort = new CohortCriteria.And([new CohortCriteria.FunnelStep(funnel, 0), new CohortCriteria.Did(new(["a"]), CountComparison.AtLeast, 1)]),
        };

        var plan = await PlanAsync(running, tenant, question);

        Assert.Equal(["event name", "time", "plan (text)", "price (number)"], plan.Last.Columns);
        var cohort = Assert.Single(plan.Last.After);
        var steps = Assert.Single(cohort.After);
        Assert.Equal(("find a cohort", "match steps"), (cohort.Operation, steps.Operation));
        Assert.Empty(steps.After);
        Assert.True(plan.Bytes > 0 && plan.Estimate.Milliseconds > 0);
        Assert.Equal((false, false), (plan.State.IsPast, plan.State.HasRenames));
        await running.AppendAsync(tenant, TestEntries.Rename("a", "c"), TestEvents.Event("c", "y", 1));
        Assert.True((await PlanAsync(running, tenant, question)).State.HasRenames);
        var past = await PlanAsync(running, tenant, question with { AsOf = 1 });
        Assert.Equal((true, false, 1), (past.State.IsPast, past.State.HasRenames, past.Meta.Watermark));
    }

    [Fact]
    public async Task Kind_of_question_without_a_plan_is_refused()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");

        var plan = await running.Engine.ExplainAsync(tenant, new CohortQuery(new CohortCriteria.Members(["x"])), CancellationToken.None);

        Assert.Equal("QUESTION_UNKNOWN", plan.Problem?.Code);
    }

    private static SeriesQuery Count(string name, int from, int to) => new()
    {
        Range = Days(from, to), Measure = new Measure(new([name]), Aggregation.Count),
    };

    private static TimeRange Days(int from, int to) =>
        TimeRange.Create(TestEvents.Start.AddDays(from), TestEvents.Start.AddDays(to)).Value;

    private static async Task<PlanAnswer> PlanAsync(RunningEngine running, TenantScope tenant, Question question) =>
        (await running.Engine.ExplainAsync(tenant, question, CancellationToken.None)).Value;

    private static async Task<(decimal? Total, long Rows)> CountAsync(RunningEngine running, TenantScope tenant, SeriesQuery query)
    {
        var answer = (await running.Engine.SeriesAsync(tenant, [query], CancellationToken.None)).Value[0];
        return (answer.All.Total, answer.Meta.RowsScanned);
    }

    private static async Task<(long Rows, string? Problem)> RowsAsync(IEventAnalytics engine, TenantScope tenant, Question question) => question switch
    {
        SeriesQuery series => Rows((await engine.SeriesAsync(tenant, [series], CancellationToken.None)).Then<AnswerMeta>(all => all[0].Meta)),
        TopListQuery list => Rows((await engine.TopListAsync(tenant, list, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        FunnelDefinition funnel => Rows((await engine.FunnelAsync(tenant, funnel, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        RetentionQuery matrix => Rows((await engine.RetentionAsync(tenant, matrix, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        LifecycleQuery lifecycle => Rows((await engine.LifecycleAsync(tenant, lifecycle, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        StickinessQuery days => Rows((await engine.StickinessAsync(tenant, days, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        PathsQuery paths => Rows((await engine.PathsAsync(tenant, paths, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        TimeBetweenQuery times => Rows((await engine.TimeBetweenAsync(tenant, times, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        EventsPerActorQuery numbers => Rows((await engine.EventsPerActorAsync(tenant, numbers, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        ReactivationQuery returns => Rows((await engine.ReactivationAsync(tenant, returns, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        CorrelationQuery goal => Rows((await engine.CorrelationAsync(tenant, goal, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        SessionsQuery sessions => Rows((await engine.SessionsAsync(tenant, sessions, CancellationToken.None)).Then<AnswerMeta>(one => one.Meta)),
        _ => throw new NotSupportedException(),
    };

    private static (long Rows, string? Problem) Rows(Result<AnswerMeta> meta) =>
        meta.TryGet(out var answer, out var problem) ? (answer.RowsScanned, null) : (0, problem.Code);
}
