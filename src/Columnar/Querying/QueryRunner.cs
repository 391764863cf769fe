using Analytics.Columnar.Collection;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// What every kind of question shares: one state of the log for all of it, a budget, an honest problem when it does
/// not suffice, and answers that are known already.
/// </summary>
internal sealed class QueryRunner
{
    private readonly TenantEngines _engines;
    private readonly QueryBudget _budget;
    private readonly AnswerCache _cache;
    private readonly HeldSnapshot? _held;

    /// <param name="engines">Of the tenants.</param>
    /// <param name="clock">Keeps deadlines.</param>
    public QueryRunner(TenantEngines engines, TimeProvider clock) => (_engines, _budget, _cache) = (
        engines, new QueryBudget(engines.Options, clock), new AnswerCache(engines.Options.AnswerCacheMegabytes * 1_048_576L));

    private QueryRunner(QueryRunner runner, HeldSnapshot held) =>
        (_engines, _budget, _cache, _held) = (runner._engines, runner._budget, runner._cache, held);

    /// <summary>The same, but its questions see a state that is held, unless they say as of which position they are.</summary>
    public QueryRunner On(HeldSnapshot held) => new(this, held);

    /// <summary>Holds the newest state of a tenant's log.</summary>
    /// <returns>The state, or <c>NOT_YET_VISIBLE</c>.</returns>
    public async Task<Result<HeldSnapshot>> HoldAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var engine = await _engines.OpenAsync(tenant, cancellationToken);
        while (true)
        {
            if (await engine.WholeAsync(cancellationToken) is { } rebuilding)
                return rebuilding;
            if (engine.Segments.AcquireWhole() is { } snapshot)
                return new HeldSnapshot(tenant.Id, snapshot);
        }
    }

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
        var engine = await _engines.OpenAsync(tenant, cancellationToken);
        if (question.AsOf is null && TakeHeld(tenant) is { } state)
            try
            {
                using (state)
                    return await RunAsync(state, past: null, tenant, question, answer, cancellationToken);
            }
            catch (SegmentDamagedException damage)
            {
                Drop(engine, damage);
            }
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
                return await RunAsync(snapshot, past, tenant, question, answer, cancellationToken);
            }
            catch (SegmentDamagedException damage)
            {
                Drop(engine, damage);
            }
        }
    }

    /// <summary>The same question gone through without reading a row, noting its passes; and whether its answer is kept.</summary>
    public (QueryRun Run, bool IsKept) Plan(TenantScope tenant, QueryRun run, string canonical)
    {
        var key = new AnswerKey(tenant.Id, canonical, run.SessionGap);
        return (
            new QueryRun(run.Snapshot, run.SessionGap, _budget, run.CancellationToken)
            {
                Tenant = tenant.Id, Plan = new PlanRecorder(run.Snapshot),
            },
            _cache.Find(key, run.Snapshot.Version) is not null);
    }

    /// <summary>The state that questions are held to, for one of them to dispose of; null where there is none.</summary>
    public Snapshot? TakeHeld(TenantScope tenant) => _held?.Take(tenant.Id);

    /// <summary>Forgets a damaged file: nothing that was computed from it is used; the log has what it held.</summary>
    public void Drop(TenantEngine engine, SegmentDamagedException damage)
    {
        _held?.Spoil();
        engine.Drop(damage);
    }

    private async Task<Result<TAnswer>> RunAsync<TAnswer>(
        Snapshot newest,
        Snapshot? past,
        TenantScope tenant,
        Question<TAnswer> question,
        Func<QueryRun, ValueTask<Result<TAnswer>>> answer,
        CancellationToken cancellationToken)
        where TAnswer : notnull
    {
        var snapshot = past ?? newest;
        var gap = (long)tenant.Tenant.SessionGap.TotalMilliseconds;
        var key = question.Canonical is { } canonical ? new AnswerKey(tenant.Id, canonical, gap) : default(AnswerKey?);
        if (key is { } known && _cache.Find(known, snapshot.Version) is TAnswer kept)
            return kept;
        if (PropertyLimit.Check(snapshot, question.Properties) is { } unknown)
            return unknown;
        try
        {
            var run = Start(newest, newest: null);
            run = past is null ? run : Start(past, run);
            var result = await answer(run);
            if (key is { } asked && result.TryGet(out var computed, out _))
                _cache.Keep(asked, snapshot.Version, computed, question.Size(computed));
            return result;
        }
        catch (QueryStoppedException stopped)
        {
            return stopped.Problem;
        }

        QueryRun Start(Snapshot of, QueryRun? newest) => new(of, gap, _budget, cancellationToken)
        {
            Tenant = tenant.Id, Kept = new KeptParts(_cache, tenant.Id, gap, of.Version), Newest = newest,
        };
    }
}
