using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Customers;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Identity;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Api.Hosting;

/// <summary>The use cases that need nothing but the engine and the clock.</summary>
internal static class DomainHosting
{
    public static IServiceCollection AddDomain(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<LogHeads>()
        .AddSingleton<FollowEvents>()
        .AddSingleton<TraceMessage>()
        .AddScoped<SeriesLoader>()
        .AddScoped<RequestAnalytics>()
        .AddAsked<RunMetric>()
        .AddScoped<MeasureCustomer>()
        .AddSingleton<CertifyResult>()
        .AddAsked<VerifyCertificate>()
        .AddAsked<MeasureExcluded>()
        .AddAsked<RunFunnel>()
        .AddAsked<ReadTimeline>()
        .AddAsked<FindAbsence>()
        .AddAsked<ReconcileFigures>()
        .AddAsked<RunRetention>()
        .AddAsked<RunLifecycle>()
        .AddAsked<RunStickiness>()
        .AddAsked<RunPaths>()
        .AddAsked<RunTimeBetween>()
        .AddAsked<RunEventsPerActor>()
        .AddAsked<RunReactivation>()
        .AddAsked<RunCorrelation>()
        .AddAsked<RunSessions>()
        .AddAsked<RunSessionList>()
        .AddAsked<RunTopList>()
        .AddAsked<ActorPages>();

    // A use case that is asked by a request's fields: what it asks the engine is asked together with what they do.
    private static IServiceCollection AddAsked<T>(this IServiceCollection services)
        where T : class =>
        services.AddScoped(request => ActivatorUtilities.CreateInstance<T>(request, request.GetRequiredService<RequestAnalytics>()));
}
