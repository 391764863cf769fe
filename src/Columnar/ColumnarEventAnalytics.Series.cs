using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Analytics.Columnar.Cohorts;
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
                Canonical: null, queries.SelectMany(query => query.Properties()), answers => answers.Length)
            {
                AsOf = queries.Count == 0 ? null : queries[0].AsOf,
            },
            run => SeriesAsync(run, queries),
            cancellationToken);

    // Each is kept by itself: who asks for some of them together with others finds them again.
    private static async ValueTask<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        QueryRun run, IReadOnlyList<SeriesQuery> queries)
    {
        var keys = queries.Select(query => QueryKey.Of(query).Sha256).ToArray();
        var answers = Array.ConvertAll(keys, run.Kept.Series);
        var missing = Enumerable.Range(0, answers.Length).Where(index => answers[index] is null).ToArray();
        if (missing.Length > 0)
        {
            var asked = Array.ConvertAll(missing, index => queries[index]);
            if (!(await new SeriesRun(run, asked).ExecuteAsync()).TryGet(out var found, out var problem))
                return problem;
            for (var i = 0; i < missing.Length; i++)
                run.Kept.Keep(keys[missing[i]], answers[missing[i]] = found[i]);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(answers)!;
    }

    // Read once, to be kept elsewhere: the cache is for answers that are asked for again.
    public Task<Result<SeriesActorsAnswer>> SeriesActorsAsync(
        TenantScope tenant, SeriesQuery query, CancellationToken cancellationToken) => runner.RunAsync(
        tenant,
        new Question<SeriesActorsAnswer>(null, query.Properties(), _ => 0) { AsOf = query.AsOf },
        async run =>
        {
            using var cohort = await CohortScan.FindAsync(run, query.Cohort, query.IncludeBots);
            return await new SeriesActorsRun(run, query, cohort).ExecuteAsync();
        },
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
        run => AnswerAsync(run, query),
        cancellationToken);

    private static ValueTask<Result<TopListAnswer>> AnswerAsync(QueryRun run, TopListQuery query) =>
        new TopListRun(run, query).ExecuteAsync();
}
