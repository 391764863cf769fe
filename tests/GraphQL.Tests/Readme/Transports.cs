using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.Http;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

internal static class Transports
{
    public static void ConfigureStatus(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer()
            .ModifyServerOptions(options => options.StatusPolicy = HttpStatusPolicy.Draft2026);
    }
}
