using Analytics.Domain.Snapshots;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Grains as the database names them.</summary>
internal static class GrainText
{
    public static string Of(SnapshotGrain grain) => grain switch
    {
        SnapshotGrain.Hour => "hour",
        SnapshotGrain.Day => "day",
        SnapshotGrain.Week => "week",
        _ => "month",
    };

    public static SnapshotGrain Parse(string text) => text switch
    {
        "hour" => SnapshotGrain.Hour,
        "day" => SnapshotGrain.Day,
        "week" => SnapshotGrain.Week,
        "month" => SnapshotGrain.Month,
        _ => throw new InvalidOperationException($"This version knows no grain '{text}'."),
    };
}
