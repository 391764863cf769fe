using System.Collections.Immutable;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken) =>
        queries.Select(query => query.AsOf).Distinct().Count() > 1
        ? Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(Problem.Invalid(
            "OPTIONS_CONFLICT", "Series that are asked for together are as of one position.", "asOf"))
        : runner.RunAsync(
            tenant,
            new Question<ImmutableArray<SeriesAnswer>>(
                string.Join(' ', queries.Select(QueryKey.Of)),
                queries.SelectMany(query => query.Properties()),
                answers => answers.Sum(answer => (answer.Groups.Length + 2L) * answer.All.Points.Length))
        {
            AsOf = queries.Count == 0 ? null : queries[0].AsOf,
        },
            run => new SeriesRun(run, queries).ExecuteAsync(),
            cancellationToken);

    public Task<Result<TopListAnswer>> TopListAsync(
        TenantScope tenant, TopListQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<TopListAnswer>(
            QueryKey.Of(query).Sha256,
            query.Properties(),
            answer => (answer.Rows.Length + 2L) * (query.Measures.Length + 2))
        {
            AsOf = query.AsOf,
        },
        run => new TopListRun(run, query).ExecuteAsync(),
        cancellationToken);
}
