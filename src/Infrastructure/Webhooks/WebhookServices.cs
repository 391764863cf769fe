using Analytics.Domain.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>Messages out and in.</summary>
public static class WebhookServices
{
    /// <param name="services">Where the parts go; they lean on the storage and on collection.</param>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<IWebhookEndpoints>(provider => provider.GetRequiredService<WebhookStore>());
        services.AddSingleton<IWebhookOutbox>(provider => provider.GetRequiredService<WebhookStore>());
        services.AddSingleton<WebhookSources>();
        services.AddSingleton<IWebhookSources>(provider => provider.GetRequiredService<WebhookSources>());
        services.AddSingleton<IWebhookSourceTenants>(provider => provider.GetRequiredService<WebhookSources>());
        services.AddSingleton(provider => new WebhookTargets(
            provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateTargets));
        services.AddSingleton<WebhookAttempts>();
        services.AddHostedService<WebhookSender>();
        return services
            .AddSingleton<ManageWebhookEndpoints>()
            .AddSingleton<ManageWebhookSources>()
            .AddSingleton<ReceiveWebhook>();
    }
}
