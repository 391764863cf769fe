using System.Globalization;
using Analytics.Columnar;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// An engine and nothing else, to be killed by tests. Its log is the random one of a seed, which the test knows, too:
// so many entries at the start, and so many more that come one after the other as fast as the engine takes them.
// Arguments: directory, seed, entries at the start, entries in the end. Says "ready" when it has seen the first.
var world = RandomWorld.Of(Number(1));
var entries = new RandomLog(Number(1), world, QuestionKinds.All).Take(Number(3)).ToList();
var (log, tenants) = (new FakeEventLog(), new FakeTenants());
var tenant = await tenants.AddAsync("tenant", world.SessionGap, new Guid(Number(1), 0, 0, new byte[8]));
log.Append(tenant, entries.Take(Number(2)));

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["Columnar:Directory"] = args[0],
    ["Columnar:FlushRows"] = "12",
    ["Columnar:BatchRows"] = "5",
    ["Columnar:FlushSeconds"] = "0.02",
    ["Columnar:PollSeconds"] = "0.05",
});
builder.Services.AddLogging(logging => logging.ClearProviders())
    .AddSingleton<IEventLogReader>(log).AddSingleton(log.Heads)
    .AddSingleton<ITenantStore>(tenants).AddSingleton<OpenTenant>()
    .AddColumnar();
using var host = builder.Build();
await host.StartAsync();
var engine = host.Services.GetRequiredService<IEventAnalytics>();
while (!(await engine.WaitForAsync(tenant, Number(2), CancellationToken.None)).IsSuccess)
{
    // The engine is still reading.
}

Console.WriteLine("ready");
foreach (var entry in entries.Skip(Number(2)))
{
    log.Append(tenant, entry);
    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
}

await Console.In.ReadToEndAsync();

int Number(int place) => int.Parse(args[place], CultureInfo.InvariantCulture);
