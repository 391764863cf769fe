// An OpenID Connect issuer for tests, as a process of its own. Beside what every issuer publishes it has /control
// paths by which a test makes keys, withdraws them, signs whatever it likes, and breaks things.
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.TestIssuer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();

var keys = new ConcurrentDictionary<string, PublishedKey>();
var published = new ConcurrentDictionary<string, JsonNode?>();
var (issuer, failing, keyRequests) = ((string?)null, false, 0);

string Address() => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

app.MapGet("/.well-known/openid-configuration", () => failing
    ? Results.StatusCode(500)
    : Results.Json(new { issuer = issuer ?? Address(), jwks_uri = Address() + "/keys" }));
app.MapGet("/keys", () =>
{
    Interlocked.Increment(ref keyRequests);
    return failing
        ? Results.StatusCode(500)
        : Results.Json(new { keys = published.Values.Select(entry => entry?.DeepClone()).ToArray() });
});

app.MapPost("/control/keys", (string kid, string type) =>
{
    keys[kid] = PublishedKey.Create(kid, type);
    published[kid] = System.Text.Json.JsonSerializer.SerializeToNode(keys[kid].ToJwk());
});
app.MapDelete("/control/keys/{kid}", (string kid) => published.TryRemove(kid, out _));
app.MapPost("/control/entries/{name}", async (string name, HttpRequest request) =>
    published[name] = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted));
app.MapPost("/control/issuer", (string name) => { issuer = name; });
app.MapPost("/control/failing", (bool on) => { failing = on; });
app.MapGet("/control/key-requests", () => keyRequests);
app.MapPost("/control/sign/{kid}", (string kid, string algorithm, JsonObject token) =>
{
    var signed = $"{Encode(token["header"]!)}.{Encode(token["payload"]!)}";
    return $"{signed}.{Base64Url.EncodeToString(keys[kid].Sign(algorithm, Encoding.ASCII.GetBytes(signed)))}";
});

await app.StartAsync();
Console.WriteLine($"listening {Address()}");
// Ends with the test that started it: its standard input closes, even when that process is killed.
while (await Console.In.ReadLineAsync() is not null)
{
}
await app.StopAsync();

static string Encode(JsonNode node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.ToJsonString()));
