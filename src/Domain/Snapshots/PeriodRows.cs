using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Snapshots;

/// <summary>Puts what the engine answered about a period together to rows.</summary>
/// <param name="edges">Of the period's buckets.</param>
internal sealed class PeriodRows(ImmutableArray<DateTimeOffset> edges)
{
    private static readonly GroupKey _all = new([]);

    private readonly Dictionary<(Guid Series, int Bucket, GroupKey Key), SnapshotRow> _rows = [];

    public void AddEvents(Guid series, SeriesAnswer answer)
    {
        foreach (var (key, values) in Cells(answer))
            for (var bucket = 0; bucket < values.Points.Length; bucket++)
                if (values.Points[bucket] is > 0 and var events)
                    _rows.Add((series, bucket, key), new SnapshotRow(series, edges[bucket], key, (long)events, null, null));
    }

    public void AddSums(Guid series, SeriesAnswer answer)
    {
        foreach (var (key, values) in Cells(answer))
            for (var bucket = 0; bucket < values.Points.Length; bucket++)
                if (_rows.TryGetValue((series, bucket, key), out var row))
                    _rows[(series, bucket, key)] = row with { Sum = values.Points[bucket] };
    }

    public void AddActors(Guid series, SeriesActorsAnswer answer)
    {
        var sets = answer.Cells.ToDictionary(cell => (cell.Bucket, cell.Group ?? _all), cell => cell.Ids);
        foreach (var (place, row) in _rows.Where(row => row.Key.Series == series).ToList())
            _rows[place] = row with { Actors = sets.GetValueOrDefault((place.Bucket, place.Key), []) };
    }

    public ImmutableArray<SnapshotRow> ToRows() => [.. _rows.Values];

    private static IEnumerable<(GroupKey Key, SeriesValues Values)> Cells(SeriesAnswer answer) =>
        answer.GroupCount == 0 ? [(_all, answer.All)] : answer.Groups.Select(group => (group.Key, group.Values));
}
