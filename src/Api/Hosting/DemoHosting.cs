using Analytics.Api.Demo;

namespace Analytics.Api.Hosting;

/// <summary>Demo tenants, on the private database only.</summary>
internal static class DemoHosting
{
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, Storage storage)
    {
        if (!storage.IsPrivate)
            return builder;
        builder.AddDevelopmentAccess(storage.Directory);
        builder.Services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<LoadDemo>();
        return builder;
    }

    public static async Task LoadDemoAsync(this WebApplication app)
    {
        if (app.Services.GetService<LoadDemo>() is { } demo)
            await demo.ExecuteAsync(app.Lifetime.ApplicationStopping);
    }
}
