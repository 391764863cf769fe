using Analytics.Api.Imports;
using Analytics.Domain.Imports;
using Analytics.Domain.Orders;
using Analytics.Infrastructure.Imports;
using Analytics.Infrastructure.Orders;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Imports of files; the log and the connections are the storage's to register.</summary>
internal static class ImportHosting
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ImportSettings>, ImportSettingsValidator>();
        services.AddOptions<ImportSettings>().BindConfiguration(ImportSettings.Section).ValidateOnStart();
        services.AddSingleton<IOrderStaging, OrderStaging>();
        services.AddSingleton<IOrderStore, OrderStore>();
        services.AddSingleton<IEntityStaging, EntityStaging>();
        services.AddSingleton<IEntityStore, EntityStore>();
        services.AddSingleton<IEntityReader, EntityReader>();
        services.AddSingleton<IImportRuns, ImportRuns>();
        services.AddSingleton<IPendingImports, PendingImports>();
        services.AddSingleton<ImportAppends>();
        services.AddSingleton<ImportOrders>();
        services.AddSingleton<ImportEntities>();
        services.AddSingleton<ImportParts>();
        return services;
    }
}
