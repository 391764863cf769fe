using System.Globalization;
using System.Runtime;

namespace Analytics.BenchmarkServer;

/// <summary>What the benchmark asks of a server beside its load.</summary>
internal static class Control
{
    /// <summary>Maps <c>/allocated</c>, which tells bytes, and <c>/collect</c>, which leaves only what is in use.</summary>
    public static void MapControl(this WebApplication app)
    {
        app.MapPost("/allocated", () => GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        app.MapPost("/collect", () =>
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        });
    }
}
