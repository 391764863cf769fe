using Analytics.Api.Tenancy;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Which tenant a request is for.</summary>
internal static class TenancyHosting
{
    public static WebApplicationBuilder AddTenancy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TenancyOptions>().BindConfiguration(TenancyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TenancyOptions>, TenancyOptionsValidator>();
        services.AddSingleton<ITenantStrategy>(ClaimStrategy.OfKey);     // the order is part of the meaning
        services.AddSingleton<ITenantStrategy>(ClaimStrategy.OfToken);
        services.AddSingleton<ITenantStrategy, HostStrategy>();
        services.AddSingleton<ITenantStrategy, HeaderStrategy>();
        services.TryAddSingleton<OpenTenant>();
        services.AddSingleton<CreateTenant>().AddSingleton<CreateTenantCommand>();
        services.AddSingleton<TenantResolution>();
        services.AddScoped<TenantContextAccessor>();
        services.AddScoped<CallerSignIn>();
        services.AddSingleton<OpenSockets>().AddHostedService(provider => provider.GetRequiredService<OpenSockets>());
        services.AddScoped(provider => provider.GetRequiredService<TenantContextAccessor>().Required);
        return builder;
    }

    /// <summary>After authentication, before authorisation.</summary>
    public static IApplicationBuilder UseTenancy(this IApplicationBuilder app) => app.UseMiddleware<TenancyMiddleware>();
}
