using System.Collections.Immutable;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken) =>
        runner.RunAsync(
            tenant,
            new Question<ImmutableArray<SeriesAnswer>>(
                null,
                queries.SelectMany(query => query.Properties()),
                answers => answers.Sum(answer => (answer.Groups.Length + 2L) * answer.All.Points.Length)),
            async run =>
            {
                var answers = ImmutableArray.CreateBuilder<SeriesAnswer>(queries.Count);
                foreach (var query in queries)
                {
                    var series = new SeriesRun(new SeriesScope(run.Snapshot, query, run.SessionGap), engines.Options.Threads);
                    if (!(await series.ExecuteAsync(run.CancellationToken)).TryGet(out var answer, out var problem))
                        return problem;
                    answers.Add(answer);
                }
                return answers.MoveToImmutable();
            },
            cancellationToken);
}
