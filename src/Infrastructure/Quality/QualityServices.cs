using Analytics.Domain.Quality;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Infrastructure.Quality;

/// <summary>What watches over the data's quality.</summary>
public static class QualityServices
{
    /// <param name="services">Where the parts go; they lean on the storage.</param>
    public static IServiceCollection AddQuality(this IServiceCollection services) => services
        .AddSingleton<IQualityRecords, QualityRecords>()
        .AddSingleton<ILogSeals, LogSeals>()
        .AddSingleton<VerifyLog>()
        .AddSingleton<IQualityIncidents, QualityIncidents>()
        .AddSingleton<WatchQuality>()
        .AddSingleton<SaveQualityThresholds>()
        .AddSingleton<MeasureCompleteness>()
        .AddSingleton<MeasureVolume>()
        .AddSingleton<MeasureFreshness>();
}
