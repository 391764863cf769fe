using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Domain.Jobs;
using Analytics.Domain.Querying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Columnar;

/// <summary>Registers the embedded behavioural engine.</summary>
public static class ColumnarServices
{
    /// <summary>
    /// Adds <see cref="IEventAnalytics"/> and the background service that tails the log. Needs an
    /// <c>IEventLogReader</c>, <c>LogHeads</c> and <c>OpenTenant</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddColumnar(this IServiceCollection services)
    {
        NativeHeap.ReturnLargeBlocks();
        services.AddSingleton<IValidateOptions<ColumnarOptions>, ColumnarOptionsValidator>();
        services.AddOptions<ColumnarOptions>().BindConfiguration(ColumnarOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TenantEngines>();
        services.AddSingleton<QueryRunner>();
        services.AddSingleton<IEngineFiles, EngineFiles>();
        services.AddSingleton<IEventAnalytics, ColumnarEventAnalytics>();
        services.AddHostedService<TailService>();
        return services;
    }
}
