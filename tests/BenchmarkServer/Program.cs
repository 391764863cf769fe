// A server of the benchmark, as a process of its own: with `minimal` the hand-written endpoints, else the engine.
// With `schema COUNT` it builds a schema of so many types, says how many milliseconds that took, and ends.
using System.Globalization;
using Analytics.BenchmarkServer;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

if (args is ["schema", var count])
{
    Console.WriteLine(ManyTypes.Build(int.Parse(count, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
    return;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var isMinimal = args is ["minimal"];
if (!isMinimal)
    builder.Services.AddGraphQLServer().AddTypes(typeof(Queries), typeof(Subscriptions))
        .AddInMemorySubscriptions(options => options.Audience = _ => "everyone");
var app = builder.Build();
app.MapControl();
if (isMinimal)
{
    app.MapMinimalApi();
}
else
{
    app.MapGraphQL();
    app.MapPost("/publish", async (ITopicEventSender sender) => await Subscriptions.PublishAsync(sender));
}

await app.StartAsync();
var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
Console.WriteLine($"ready {addresses.Addresses.First()}/{(isMinimal ? "" : "graphql")}");
await app.WaitForShutdownAsync();
