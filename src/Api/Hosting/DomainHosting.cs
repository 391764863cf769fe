using Analytics.Api.Cohorts;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Customers;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Identity;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
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
        .AddSingleton<RunMetric>()
        .AddSingleton<MeasureCustomer>()
        .AddSingleton<RunFunnel>()
        .AddSingleton<ReadTimeline>()
        .AddSingleton<FindAbsence>()
        .AddSingleton<RunRetention>()
        .AddSingleton<RunLifecycle>()
        .AddSingleton<RunStickiness>()
        .AddSingleton<RunPaths>()
        .AddSingleton<RunSessions>()
        .AddSingleton<RunSessionList>()
        .AddSingleton<RunTopList>()
        .AddSingleton<ActorPages>();
}
