using System.Globalization;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>A running engine with a million events of a year.</summary>
public sealed class LargeStore : IAsyncLifetime
{
    public const int Events = 1_000_000;
    public const int Days = 365;
    private const int Actors = 50_000;

    public RunningEngine Running { get; private set; } = null!;

    public TenantScope Tenant { get; private set; } = null!;

    public (int Actor, string Name, long Time, int Cents)[] Rows { get; } = new (int, string, long, int)[Events];

    public async ValueTask InitializeAsync()
    {
        string[] names = ["viewed", "viewed", "viewed", "added", "added", "bought", "searched"];
        Running = await RunningEngine.StartAsync(flushRows: 100_000, batchRows: 20_000);
        Tenant = await Running.Tenants.AddAsync("large");
        var random = new Random(20240101);
        for (var i = 0; i < Events; i++)
            Rows[i] = (
                random.Next(Actors), names[random.Next(names.Length)], random.NextInt64(Days * 86_400_000L), random.Next(10_000));
        Running.Log.Append(Tenant, Rows.Select((row, index) => new LoggedEvent(
            0, index.ToString(CultureInfo.InvariantCulture), row.Name, $"actor-{row.Actor}", null,
            TestEvents.Start.AddMilliseconds(row.Time), null,
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"amount":{{row.Cents / 100}}.{{row.Cents % 100:d2}},"country":"c{{row.Actor % 30}}"}"""))));
        await Running.SeenAsync(Tenant, Events);
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
