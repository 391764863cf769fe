namespace Analytics.Api.Collection;

/// <summary>Serves the description of everything that takes events and files, for generators of clients.</summary>
internal static class OpenApiEndpoint
{
    public static IEndpointRouteBuilder MapOpenApi(this IEndpointRouteBuilder app)
    {
        var document = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "openapi.json"));
        app.MapGet("/openapi.json", () => Results.Bytes(document, "application/json"));
        return app;
    }
}
