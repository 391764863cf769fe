using Analytics.Columnar.Collection;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// What every kind of question shares: one state of the log for all of it, a budget, an honest problem when it does
/// not suffice, and answers that are known already.
/// </summary>
internal sealed class QueryRunner(TenantEngines engines, TimeProvider clock)
{
    private readonly QueryBudget _budget = new(engines.Options, clock);
    private readonly AnswerCache _cache = new(engines.Options.AnswerCacheMegabytes * 1_048_576L);

    /// <summary>Answers a question.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="answer">Computes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or <c>PROPERTY_NOT_INDEXED</c>, <c>NOT_YET_VISIBLE</c>, <c>QUERY_DEADLINE_EXCEEDED</c>, <c>QUERY_ROW_LIMIT</c>,
    /// <c>QUERY_MEMORY_LIMIT</c>, or what <paramref name="answer"/> finds wrong.</returns>
    public async Task<Result<TAnswer>> RunAsync<TAnswer>(
        TenantScope tenant,
        Question<TAnswer> question,
        Func<QueryRun, ValueTask<Result<TAnswer>>> answer,
        CancellationToken cancellationToken)
        where TAnswer : notnull
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        if (question.AsOf is { } asOf && await engine.ReachAsync(asOf, "asOf", cancellationToken) is { } unseen)
            return unseen;
        while (true)
        {
            if (await engine.WholeAsync(cancellationToken) is { } rebuilding)
                return rebuilding;
            try
            {
                using var snapshot = engine.Segments.AcquireWhole();
                if (snapshot is null)
                    continue;
                using var past = question.AsOf is { } position && position < snapshot.Position
                    ? engine.Segments.Past(snapshot, position)
                    : null;
                return await RunAsync(past ?? snapshot, tenant, question, answer, cancellationToken);
            }
            catch (SegmentDamagedException damage)
            {
                // Nothing that was computed from it is used; the log has what it held.
                engine.Drop(damage);
            }
        }
    }

    private async Task<Result<TAnswer>> RunAsync<TAnswer>(
        Snapshot snapshot,
        TenantScope tenant,
        Question<TAnswer> question,
        Func<QueryRun, ValueTask<Result<TAnswer>>> answer,
        CancellationToken cancellationToken)
        where TAnswer : notnull
    {
        var gap = (long)tenant.Tenant.SessionGap.TotalMilliseconds;
        var key = question.Canonical is { } canonical ? new AnswerKey(tenant.Id, canonical, gap) : default(AnswerKey?);
        if (key is { } known && _cache.Find(known, snapshot.Version) is TAnswer kept)
            return kept;
        if (PropertyLimit.Check(snapshot, question.Properties) is { } unknown)
            return unknown;
        try
        {
            var run = new QueryRun(snapshot, gap, _budget, cancellationToken)
            {
                Kept = new KeptParts(_cache, tenant.Id, gap, snapshot.Version),
            };
            var result = await answer(run);
            if (key is { } asked && result.TryGet(out var computed, out _))
                _cache.Keep(asked, snapshot.Version, computed, question.Size(computed));
            return result;
        }
        catch (QueryStoppedException stopped)
        {
            return stopped.Problem;
        }
    }
}
