using Analytics.Api.Access;
using Analytics.Api.Access.Development;
using Analytics.Api.Access.Tokens;
using Analytics.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Who may call, and what for.</summary>
internal static class AccessHosting
{
    /// <summary>Bytes of a discovery document or key set at most.</summary>
    private const int MaximumDocumentBytes = 1 << 20;

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddOptions<AuthorityOptions>().BindConfiguration(AuthorityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<IValidateOptions<AuthorityOptions>, AuthorityOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TokenValidator>().AddSingleton<TokenSignIn>();
        services.AddSingleton<ApiKeySignIn>().AddSingleton<SignInFailures>();
        services.AddSingleton<IssueApiKey>().AddSingleton<ChangeApiKey>().AddSingleton<RevokeApiKey>();
        services.AddAuthentication(CallerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeySignIn.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(TokenSignIn.Scheme, null);
        AddIssuer(builder);
        AddPolicies(services);
        return builder;
    }

    /// <summary>
    /// Tokens that this machine signs for its own private database: never beside a configured one, where a file on
    /// the host's disk must not open tenants.
    /// </summary>
    /// <exception cref="InvalidOperationException">The settings name a database.</exception>
    public static WebApplicationBuilder AddDevelopmentAccess(this WebApplicationBuilder builder, string dataDirectory)
    {
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Analytics")))
            throw new InvalidOperationException(
                "Development tokens exist on the private database only, and ConnectionStrings:Analytics names another.");
        builder.Services.AddSingleton(new DevelopmentFiles(dataDirectory));
        builder.Services.AddSingleton<DevelopmentIssuer>();
        builder.Services.AddSingleton<ITokenIssuer>(provider => provider.GetRequiredService<DevelopmentIssuer>());
        builder.Services.AddSingleton<DemoTokens>();
        return builder;
    }

    private static void AddIssuer(WebApplicationBuilder builder)
    {
        var authority = builder.Configuration.GetSection(AuthorityOptions.Section).Get<AuthorityOptions>();
        if (authority is not { IsConfigured: true })
            return;
        builder.Services.AddSingleton<ITokenIssuer, OpenIdIssuer>();
        builder.Services.AddHttpClient(OpenIdIssuer.HttpClientName, client =>
            {
                client.Timeout = TimeSpan.FromSeconds(10);
                client.MaxResponseContentBufferSize = MaximumDocumentBytes;
            })
            // A redirect could lead away from https.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    private static void AddPolicies(IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, PolicyHandler>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (name, requirement) in PolicyRequirement.ByPolicy)
            authorization.AddPolicy(name, policy => policy.AddRequirements(requirement));
    }
}
