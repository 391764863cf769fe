// A server of the benchmark, as a process of its own: with `minimal` the hand-written endpoints, else the engine.
using Analytics.BenchmarkServer;
using Analytics.GraphQL.Transport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

if (args is ["schema", var count])
{
    Console.WriteLine($"ready http://took/{ManyTypes.Build(int.Parse(count))}");
    return;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var isMinimal = args is ["minimal"];
if (!isMinimal)
    builder.Services.AddGraphQLServer().AddTypes(typeof(Queries));
var app = builder.Build();
if (isMinimal)
    app.MapMinimalApi();
else
    app.MapGraphQL();
await app.StartAsync();
var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
Console.WriteLine($"ready {addresses.Addresses.First()}/{(isMinimal ? "" : "graphql")}");
await app.WaitForShutdownAsync();
