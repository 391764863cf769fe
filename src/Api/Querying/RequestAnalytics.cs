using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Querying;

/// <summary>
/// The questions of one request: all see the same state of the log, and the series among them are one pass over it. Only
/// who waits for a later position than was seen so far moves on, and with him those who ask after him.
/// </summary>
/// <param name="engine">Answers.</param>
/// <param name="series">Collects what the request's fields ask for.</param>
public sealed class RequestAnalytics(IEventAnalytics engine, SeriesLoader series) : IEventAnalytics, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<HeldState> _held = [];
    private readonly Dictionary<TenantId, Task<Result<HeldState>>> _states = [];
    private bool _isOver;

    /// <inheritdoc />
    public async Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken) =>
        queries.Any(query => query.AsOf is not null)
            ? await engine.SeriesAsync(tenant, queries, cancellationToken)
            : (await StateAsync(tenant, cancellationToken)).TryGet(out var state, out var problem)
            ? await series.LoadAsync(new AskedSeries(state.Engine, tenant, queries), cancellationToken)
            : problem;

    /// <inheritdoc />
    public Task<Result<SeriesActorsAnswer>> SeriesActorsAsync(
        TenantScope tenant, SeriesQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.SeriesActorsAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<TopListAnswer>> TopListAsync(TenantScope tenant, TopListQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.TopListAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<FunnelAnswer>> FunnelAsync(TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken) =>
        AskAsync(tenant, funnel, (state, question) => state.FunnelAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.RetentionAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<LifecycleAnswer>> LifecycleAsync(
        TenantScope tenant, LifecycleQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.LifecycleAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<StickinessAnswer>> StickinessAsync(
        TenantScope tenant, StickinessQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.StickinessAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<PathsAnswer>> PathsAsync(TenantScope tenant, PathsQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.PathsAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<DistributionAnswer>> TimeBetweenAsync(
        TenantScope tenant, TimeBetweenQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.TimeBetweenAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<DistributionAnswer>> EventsPerActorAsync(
        TenantScope tenant, EventsPerActorQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.EventsPerActorAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<DistributionAnswer>> ReactivationAsync(
        TenantScope tenant, ReactivationQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.ReactivationAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<CorrelationAnswer>> CorrelationAsync(
        TenantScope tenant, CorrelationQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.CorrelationAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<CohortAnswer>> CohortAsync(TenantScope tenant, CohortQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.CohortAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<ActorsAnswer>> ActorsAsync(TenantScope tenant, ActorsQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.ActorsAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async Task<Result<DifferenceAnswer>> ReconcileAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) =>
        (await StateOfAsync(tenant, difference.A.AsOf, cancellationToken)).TryGet(out var state, out var problem)
            ? await state.Engine.ReconcileAsync(tenant, difference.As(state.AsOf), cancellationToken)
            : problem;

    /// <inheritdoc />
    public async Task<Result<ActorsAnswer>> DifferingActorsAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) =>
        (await StateOfAsync(tenant, difference.A.AsOf, cancellationToken)).TryGet(out var state, out var problem)
            ? await state.Engine.DifferingActorsAsync(tenant, difference.As(state.AsOf), cancellationToken)
            : problem;

    /// <inheritdoc />
    public Task<Result<SessionsAnswer>> SessionsAsync(TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.SessionsAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<SessionListAnswer>> SessionListAsync(
        TenantScope tenant, SessionListQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.SessionListAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<TimelineAnswer>> TimelineAsync(TenantScope tenant, TimelineQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.TimelineAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<PropertiesAnswer>> PropertiesAsync(
        TenantScope tenant, PropertiesQuery query, CancellationToken cancellationToken) =>
        AskAsync(tenant, query, (state, question) => state.PropertiesAsync(tenant, question, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<EstimateAnswer>> EstimateAsync(TenantScope tenant, Question question, CancellationToken cancellationToken) =>
        AskAsync(tenant, question, (state, asked) => state.EstimateAsync(tenant, asked, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Result<PlanAnswer>> ExplainAsync(TenantScope tenant, Question question, CancellationToken cancellationToken) =>
        AskAsync(tenant, question, (state, asked) => state.ExplainAsync(tenant, asked, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        await ((await StateAsync(tenant, cancellationToken)).TryGet(out var state, out _) ? state.Engine : engine)
            .EventNamesAsync(tenant, cancellationToken);

    /// <inheritdoc />
    public Task<Result<HeldState>> HoldAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        engine.HoldAsync(tenant, cancellationToken);

    /// <inheritdoc />
    public async Task<Result<long>> WaitForAsync(TenantScope tenant, long position, CancellationToken cancellationToken)
    {
        var reached = await engine.WaitForAsync(tenant, position, cancellationToken);
        if (reached.IsSuccess && await HeldAsync(tenant) is { } seen && seen.Watermark < position)
            lock (_gate)
                _states.Remove(tenant.Id);
        return reached;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (var state in _held)
                state.Dispose();
            _held.Clear();
        }
    }

    private async Task<Result<TAnswer>> AskAsync<TQuestion, TAnswer>(
        TenantScope tenant,
        TQuestion question,
        Func<IEventAnalytics, TQuestion, Task<Result<TAnswer>>> ask,
        CancellationToken cancellationToken)
        where TQuestion : Question =>
        (await StateOfAsync(tenant, question.AsOf, cancellationToken)).TryGet(out var state, out var problem)
            ? await ask(state.Engine, question with { AsOf = state.AsOf })
            : problem;

    // A page of whom a figure counted is asked for as of the figure's position, which mostly is the one that is held.
    private async Task<Result<(IEventAnalytics Engine, long? AsOf)>> StateOfAsync(
        TenantScope tenant, long? asOf, CancellationToken cancellationToken)
    {
        if (asOf is not null)
            return await HeldAsync(tenant) is { } held && held.Watermark == asOf ? (held.Engine, null) : (engine, asOf);
        return (await StateAsync(tenant, cancellationToken)).Then<(IEventAnalytics Engine, long? AsOf)>(state => (state.Engine, null));
    }

    private async Task<HeldState?> HeldAsync(TenantScope tenant)
    {
        Task<Result<HeldState>>? state;
        lock (_gate)
            state = _states.GetValueOrDefault(tenant.Id);
        return state is not null && (await state).TryGet(out var held, out _) ? held : null;
    }

    private Task<Result<HeldState>> StateAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        lock (_gate)
            return _states.TryGetValue(tenant.Id, out var state)
                ? state
                : _states[tenant.Id] = HoldForRequestAsync(tenant, cancellationToken);
    }

    private async Task<Result<HeldState>> HoldForRequestAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var result = await engine.HoldAsync(tenant, cancellationToken);
        if (result.TryGet(out var state, out _))
            lock (_gate)
                if (_isOver)
                    state.Dispose();
                else
                    _held.Add(state);
        return result;
    }
}
