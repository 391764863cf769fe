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
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>Compares two engines' answers to one question as text, so that a difference can be read.</summary>
internal static class Answers
{
    public static async Task AgreeAsync(
        IEventAnalytics engine, IEventAnalytics twin, TenantScope tenant, Question question, string seed)
    {
        var expected = await TextAsync(twin, tenant, question);
        var actual = await TextAsync(engine, tenant, question);
        Assert.True(expected == actual, $"{seed}\n{Plain.Text(question)}\nexpected {expected}\nactual   {actual}");
    }

    public static async Task<string> TextAsync(IEventAnalytics engine, TenantScope tenant, Question question) => question switch
    {
        SeriesQuery series => Text(await engine.SeriesAsync(tenant, [series], CancellationToken.None)) + "\n"
            + Text(await engine.SeriesActorsAsync(tenant, series, CancellationToken.None)),
        TopListQuery list => Text(await engine.TopListAsync(tenant, list, CancellationToken.None)),
        FunnelDefinition funnel => Text(await engine.FunnelAsync(tenant, funnel, CancellationToken.None)),
        RetentionQuery retention => Text(await engine.RetentionAsync(tenant, retention, CancellationToken.None)),
        LifecycleQuery lifecycle => Text(await engine.LifecycleAsync(tenant, lifecycle, CancellationToken.None)),
        StickinessQuery stickiness => Text(await engine.StickinessAsync(tenant, stickiness, CancellationToken.None)),
        PathsQuery paths => Text(await engine.PathsAsync(tenant, paths, CancellationToken.None)),
        TimeBetweenQuery times => Text(await engine.TimeBetweenAsync(tenant, times, CancellationToken.None)),
        EventsPerActorQuery numbers => Text(await engine.EventsPerActorAsync(tenant, numbers, CancellationToken.None)),
        ReactivationQuery returns => Text(await engine.ReactivationAsync(tenant, returns, CancellationToken.None)),
        CorrelationQuery goal => Text(await engine.CorrelationAsync(tenant, goal, CancellationToken.None)),
        CohortQuery cohort => Text(await engine.CohortAsync(tenant, cohort, CancellationToken.None)),
        ActorsQuery actors => Text(await engine.ActorsAsync(tenant, actors, CancellationToken.None)),
        TimelineQuery timeline => Text(await engine.TimelineAsync(tenant, timeline, CancellationToken.None)),
        SessionsQuery sessions => Text(await engine.SessionsAsync(tenant, sessions, CancellationToken.None)),
        SessionListQuery list => Text(await engine.SessionListAsync(tenant, list, CancellationToken.None)),
        PropertiesQuery properties => Text(await engine.PropertiesAsync(tenant, properties, CancellationToken.None)),
        _ => throw new NotSupportedException(question.GetType().Name),
    };

    /// <summary>The names with their numbers and spans.</summary>
    public static async Task AgreeOnNamesAsync(
        IEventAnalytics engine, IEventAnalytics twin, TenantScope tenant, string seed)
    {
        var expected = Plain.Text(await twin.EventNamesAsync(tenant, CancellationToken.None));
        var actual = Plain.Text(await engine.EventNamesAsync(tenant, CancellationToken.None));
        Assert.True(expected == actual, $"{seed}\nexpected {expected}\nactual   {actual}");
    }

    private static string Text<T>(Result<T> result) => result.TryGet(out var answer, out var problem)
        ? Plain.Text(answer)
        : $"{problem.Code} {problem.Path}";
}
