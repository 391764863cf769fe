using System.Collections.Immutable;
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

namespace Analytics.Benchmarks.Behaviour;

/// <summary>One question of the benchmark, asked through the port.</summary>
/// <param name="Name">As the peers know it.</param>
/// <param name="Title">For people.</param>
/// <param name="PeerMilliseconds">The faster peer when the budget was set; null when peers are not asked.</param>
/// <param name="BudgetMilliseconds">The budget beside it, or by itself.</param>
/// <param name="Parts">One question of the algebra, or several series that are asked together.</param>
/// <param name="Rows">The answer's rows as the peers' SQL gives them, in any order.</param>
internal sealed record BenchmarkQuestion(
    string Name,
    string Title,
    double? PeerMilliseconds,
    double BudgetMilliseconds,
    ImmutableArray<Question> Parts,
    Func<object, IEnumerable<object?[]>> Rows)
{
    /// <summary>For the rows of tables.</summary>
    public string Label => $"{Name} {Title}";

    public static BenchmarkQuestion Of<T>(
        string name,
        string title,
        double? peerMilliseconds,
        double budgetMilliseconds,
        Func<T, IEnumerable<object?[]>> rows,
        params Question[] parts) => new(
            name, title, peerMilliseconds, budgetMilliseconds, [.. parts], answer => rows((T)answer));

    /// <summary>What is timed.</summary>
    public async Task<Result<object>> AskAsync(IEventAnalytics engine, TenantScope tenant) => Parts[0] switch
    {
        SeriesQuery => Any(await engine.SeriesAsync(tenant, [.. Parts.Cast<SeriesQuery>()], CancellationToken.None)),
        TopListQuery query => Any(await engine.TopListAsync(tenant, query, CancellationToken.None)),
        FunnelDefinition funnel => Any(await engine.FunnelAsync(tenant, funnel, CancellationToken.None)),
        RetentionQuery query => Any(await engine.RetentionAsync(tenant, query, CancellationToken.None)),
        LifecycleQuery query => Any(await engine.LifecycleAsync(tenant, query, CancellationToken.None)),
        StickinessQuery query => Any(await engine.StickinessAsync(tenant, query, CancellationToken.None)),
        ActorsQuery query => Any(await engine.ActorsAsync(tenant, query, CancellationToken.None)),
        PathsQuery query => Any(await engine.PathsAsync(tenant, query, CancellationToken.None)),
        TimeBetweenQuery query => Any(await engine.TimeBetweenAsync(tenant, query, CancellationToken.None)),
        EventsPerActorQuery query => Any(await engine.EventsPerActorAsync(tenant, query, CancellationToken.None)),
        ReactivationQuery query => Any(await engine.ReactivationAsync(tenant, query, CancellationToken.None)),
        CorrelationQuery query => Any(await engine.CorrelationAsync(tenant, query, CancellationToken.None)),
        CohortQuery query => Any(await engine.CohortAsync(tenant, query, CancellationToken.None)),
        SessionsQuery query => Any(await engine.SessionsAsync(tenant, query, CancellationToken.None)),
        var other => throw new InvalidOperationException($"The benchmark does not ask a {other.GetType().Name}."),
    };

    /// <summary>Milliseconds that the engine expects it to take; null when it does not say.</summary>
    public async Task<double?> EstimateAsync(IEventAnalytics engine, TenantScope tenant)
    {
        double total = 0;
        foreach (var part in Parts)
        {
            if (!(await engine.EstimateAsync(tenant, part, CancellationToken.None)).TryGet(out var estimate, out _))
                return null;
            total += estimate.Milliseconds;
        }
        return total;
    }

    /// <summary>An answer's rows as text, or its problem.</summary>
    public string[] LinesOf(Result<object> answer) =>
        answer.IsSuccess ? Answer.Lines(Rows(answer.Value)) : [answer.Problem.Code];

    private static Result<object> Any<T>(Result<T> answer)
        where T : notnull => answer.Then<object>(value => value);
}
