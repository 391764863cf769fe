using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Series;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public async Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken)
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        using var snapshot = engine.Segments.Acquire();
        if (PropertyLimit.Check(snapshot, queries.SelectMany(query => query.Properties())) is { } unknown)
            return unknown;
        var gap = (long)tenant.Tenant.SessionGap.TotalMilliseconds;
        var answers = ImmutableArray.CreateBuilder<SeriesAnswer>(queries.Count);
        foreach (var query in queries)
        {
            var run = new SeriesRun(new SeriesScope(snapshot, query, gap), engines.Options.Threads);
            if (!(await run.ExecuteAsync(cancellationToken)).TryGet(out var answer, out var problem))
                return problem;
            answers.Add(answer);
        }
        return answers.MoveToImmutable();
    }
}
