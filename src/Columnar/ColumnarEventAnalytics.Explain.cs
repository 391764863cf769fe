using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<EstimateAnswer>(null, question.Properties(), _ => 1) { AsOf = question.AsOf },
        run => new ValueTask<Result<EstimateAnswer>>(Estimate(run, question)),
        cancellationToken);

    public Task<Result<PlanAnswer>> ExplainAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<PlanAnswer>(null, question.Properties(), _ => 1) { AsOf = question.AsOf },
        async run =>
        {
            var (planned, isKept) = runner.Plan(tenant, run, QueryKey.Of(question).Sha256);
            if (await GoThroughAsync(planned, question) is { } problem)
                return problem;
            return (Result<PlanAnswer>)new PlanAnswer(
                planned.Plan!.Made.Single(), isKept, Estimate(run, question), planned.Reserved, StateOf(run), run.Meta());
        },
        cancellationToken);

    // The ways of the answers themselves: what they find in no rows is thrown away.
    private static async ValueTask<Problem?> GoThroughAsync(QueryRun run, Question question) => question switch
    {
        SeriesQuery series => (await SeriesAsync(run, [series])).Problem,
        TopListQuery list => (await AnswerAsync(run, list)).Problem,
        FunnelDefinition funnel => (await AnswerAsync(run, funnel)).Problem,
        RetentionQuery matrix => (await AnswerAsync(run, matrix)).Problem,
        LifecycleQuery lifecycle => (await AnswerAsync(run, lifecycle)).Problem,
        StickinessQuery days => (await AnswerAsync(run, days)).Problem,
        PathsQuery paths => (await AnswerAsync(run, paths)).Problem,
        TimeBetweenQuery times => (await AnswerAsync(run, times)).Problem,
        EventsPerActorQuery numbers => (await AnswerAsync(run, numbers)).Problem,
        ReactivationQuery returns => (await AnswerAsync(run, returns)).Problem,
        CorrelationQuery goal => (await AnswerAsync(run, goal)).Problem,
        SessionsQuery sessions => (await AnswerAsync(run, sessions)).Problem,
        _ => Problem.Invalid("QUESTION_UNKNOWN", "Questions of this kind have no plan."),
    };

    private static EstimateAnswer Estimate(QueryRun run, Question question)
    {
        var (rows, nanoseconds) = new QuestionCost(run.Snapshot).Of(question);
        var threads = Math.Clamp(rows / ActorShards.ShardSize, 1, run.Budget.Options.Threads);
        return new EstimateAnswer(rows, nanoseconds / 1e6 / threads * NodeSpeed.Factor(run.Budget.Clock));
    }

    private static PlannedState StateOf(QueryRun run)
    {
        var (snapshot, moved) = (run.Snapshot, 0L);
        foreach (var bots in (bool[])[false, true])
            foreach (var rows in snapshot.Overlay.Moved(bots))
                moved += rows.To - rows.From;
        return new PlannedState(
            snapshot.Segments.Length, snapshot.Rows, moved, snapshot.Names.Called is not null, run.Newest is not null);
    }
}
