using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Api.Hosting;

/// <summary>Where the host listens.</summary>
internal static class AddressHosting
{
    private const int DefaultPort = 5080;

    /// <summary>Loopback and the port of <c>ANALYTICS_PORT</c>, unless <c>--urls</c> says something else.</summary>
    /// <exception cref="InvalidOperationException">The port is none.</exception>
    public static WebApplicationBuilder AddAddress(this WebApplicationBuilder builder)
    {
        var port = builder.Configuration.GetValue("ANALYTICS_PORT", DefaultPort);
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new InvalidOperationException($"ANALYTICS_PORT lies in {IPEndPoint.MinPort}..{IPEndPoint.MaxPort}.");
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        return builder;
    }

    /// <summary>The line that scripts wait for.</summary>
    public static void SayReady(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.First();
        Console.WriteLine($"ready {address.TrimEnd('/')}/graphql");
    }
}
