using Analytics.Domain.Metrics;
using Analytics.Domain.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Figures that outlive their raw events.</summary>
public static class SnapshotServices
{
    /// <param name="services">Where the parts go; they lean on the storage, and on an engine.</param>
    public static IServiceCollection AddSnapshots(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SnapshotOptions>, SnapshotOptionsValidator>();
        services.AddOptions<SnapshotOptions>().BindConfiguration(SnapshotOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<ISnapshotReader, SnapshotReader>()
            .AddSingleton<ISnapshotWriter, SnapshotWriter>()
            .AddSingleton<IKeptBreakdowns, KeptBreakdownStore>()
            .AddSingleton<SaveKeptBreakdowns>()
            .AddSingleton<WriteSnapshots>();
    }
}
