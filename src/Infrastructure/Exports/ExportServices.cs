using Analytics.Domain.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Infrastructure.Exports;

/// <summary>Files of raw events.</summary>
public static class ExportServices
{
    /// <param name="services">Where the parts go; they lean on the storage.</param>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<IEventExport, EventExport>()
        .AddSingleton<ExportEvents>();
}
