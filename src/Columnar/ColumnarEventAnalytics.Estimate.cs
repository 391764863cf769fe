using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<EstimateAnswer>(null, question.Properties(), _ => 1),
        run =>
        {
            var (rows, nanoseconds) = new QuestionCost(run.Snapshot).Of(question);
            var threads = Math.Clamp(rows / ActorShards.ShardSize, 1, run.Budget.Options.Threads);
            var milliseconds = nanoseconds / 1e6 / threads * NodeSpeed.Factor(run.Budget.Clock);
            return new ValueTask<Result<EstimateAnswer>>(new EstimateAnswer(rows, milliseconds));
        },
        cancellationToken);
}
