using Analytics.Domain.Access;
using Analytics.Domain.Audit;
using Analytics.Domain.Collection;
using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.Access;
using Analytics.Infrastructure.Audit;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Privacy;
using Analytics.Infrastructure.Querying;
using Analytics.Infrastructure.Tenancy;
using Analytics.Infrastructure.TrackingPlan;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Postgres;

/// <summary>What reads and writes the database, ready once it is migrated.</summary>
public static class StorageServices
{
    /// <param name="services">Where the parts go.</param>
    /// <param name="connectionString">Called once, at the first use of the database: by then it must be migrated.</param>
    public static IServiceCollection AddStorage(
        this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new RoleDataSources(connectionString(provider)));
        services.AddSingleton<TenantConnections>();
        services.AddSingleton<TenantDbContexts>();
        services.AddSingleton<ITenantStore, TenantStore>();
        services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.TryAddSingleton<OpenTenant>();
        services.AddSingleton<IValidateOptions<EventLogOptions>, EventLogOptionsValidator>();
        services.AddOptions<EventLogOptions>().BindConfiguration(EventLogOptions.Section).ValidateOnStart();
        services.TryAddSingleton<LogHeads>();
        services.AddSingleton<IEventLog, EventLog>();
        services.AddSingleton<IEventLogReader, EventLogReader>();
        services.AddSingleton<IRecentEvents, RecentEvents>();
        services.AddSingleton<IEventLocator, EventLocator>();
        services.AddSingleton<IActorLog, ActorLog>();
        services.AddSingleton<IOptOuts, OptOuts>();
        services.AddSingleton<IActorProfiles, ActorProfiles>();
        services.AddSingleton<IActorGroups, ActorGroups>();
        services.AddSingleton<IEventRenames, EventRenameStore>();
        services.AddSingleton<ICollectionRules, CollectionRulesStore>();
        services.AddSingleton<ICollectionSettings, CollectionSettingsStore>();
        services.AddSingleton<PrivacyKeyStore>();
        services.AddSingleton<ICertificateKeys, CertificateKeys>();
        services.AddSingleton<IValidateOptions<EnrichmentOptions>, EnrichmentOptionsValidator>();
        services.AddSingleton<IValidateOptions<EnrichmentOptions>, EnrichmentFilesValidator>();
        services.AddOptions<EnrichmentOptions>().BindConfiguration(EnrichmentOptions.Section).ValidateOnStart();
        services.AddSingleton<IEnrichmentLists, EnrichmentFiles>();
        services.AddSingleton<ICollectionJournal, CollectionJournal>();
        services.AddSingleton<IIngestLog, IngestLog>();
        services.AddSingleton<IValidateOptions<QuarantineOptions>, QuarantineOptionsValidator>();
        services.AddOptions<QuarantineOptions>().BindConfiguration(QuarantineOptions.Section).ValidateOnStart();
        services.AddSingleton<ITrackingPlans, TrackingPlanStore>();
        services.AddSingleton<Quarantine>();
        services.AddSingleton<IQuarantine>(provider => provider.GetRequiredService<Quarantine>());
        return services;
    }
}
