using Analytics.Api.Collection;
using Analytics.Api.Querying;
using Analytics.Domain.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.TrackingPlan;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Collection of events; the log that they go to is the storage's to register.</summary>
internal static class CollectionHosting
{
    public static IServiceCollection AddCollection(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CollectEvents>();
        services.AddSingleton<DecideOnActor>();
        services.AddSingleton<UpdateCollectionSettings>();
        services.AddSingleton<InternalEvents>();
        services.AddSingleton<CheckEvent>();
        services.AddSingleton<FixQuarantined>();
        services.AddSingleton<ReplayQuarantined>();
        services.AddSingleton<DiscardQuarantined>();
        services.AddSingleton<ApplyPlanRenames>();
        services.AddSingleton<SavePlanDraft>();
        services.AddSingleton<PublishTrackingPlan>();
        services.AddSingleton<RequestBotRetag>();
        services.AddSingleton<ListEventCatalog>();
        services.AddSingleton<ProposeTrackingPlan>();
        services.AddSingleton<CollectionMetrics>();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<CollectionSources>();
        services.AddScoped<CollectorSignIn>();
        services.AddSingleton<KeyRateLimit>().AddSingleton<CollectorGate>();
        services.AddCors(cors => cors.AddPolicy(CollectionEndpoints.CorsPolicy, policy => policy
            .AllowAnyOrigin()
            .WithMethods("POST", "GET")
            .WithHeaders("Content-Type", "Content-Encoding", "Authorization", "X-Api-Key")
            .WithExposedHeaders("Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromDays(1))));
        return services;
    }
}
