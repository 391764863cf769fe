namespace Analytics.Domain.Snapshots;

/// <summary>Puts stretches of time together of hours, days, weeks and months that are kept.</summary>
internal sealed class SnapshotTiles
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _firstEvent;
    private readonly ILookup<DateTimeOffset, SnapshotPeriod> _whole;
    private readonly DateTimeOffset[] _starts;
    private readonly SnapshotPeriod[] _hours;

    public SnapshotTiles(KeptTime kept)
    {
        _firstEvent = kept.FirstEvent ?? DateTimeOffset.MaxValue;
        _whole = kept.Periods.Where(period => period.Grain is not SnapshotGrain.Hour).ToLookup(period => period.From);
        _starts = [.. _whole.Select(starts => starts.Key).Order()];
        _hours = [.. kept.Periods.Where(period => period.Grain is SnapshotGrain.Hour).OrderBy(period => period.From)];
    }

    /// <returns>The tiles that make up the time exactly, the largest that fit; null where there are none.</returns>
    public IReadOnlyList<SnapshotTile>? Cover(DateTimeOffset from, DateTimeOffset to)
    {
        var tiles = new List<SnapshotTile>();
        var at = from;
        while (at < to)
        {
            var whole = _whole[at].Where(period => period.To <= to).MaxBy(period => period.To);
            if (whole is not null)
            {
                tiles.Add(new SnapshotTile(whole.Grain, whole.From));
                at = whole.To;
            }
            else if (HoursEnd(at, to) is { } end)
            {
                for (; at < end; at += _hour)
                    tiles.Add(new SnapshotTile(SnapshotGrain.Hour, at));
            }
            else if (at < _firstEvent)
            {
                // Nothing happened up to there, so that nothing was written: go on where something was.
                at = NextStart(at, to);
                if (at > _firstEvent)
                    return null;
            }
            else
            {
                return null;
            }
        }
        return tiles;
    }

    // Where whole hours from here end: at the period's end, where days begin, or at the end of what is asked for.
    private DateTimeOffset? HoursEnd(DateTimeOffset at, DateTimeOffset to)
    {
        if (at.UtcTicks % TimeSpan.TicksPerHour != 0)
            return null;
        var index = IndexBehind(_hours.Length, i => _hours[i].From <= at) - 1;
        if (index < 0 || _hours[index].To <= at)
            return null;
        var next = IndexBehind(_starts.Length, i => _starts[i] <= at);
        var end = Min(_hours[index].To, to);
        if (next < _starts.Length && (_starts[next].UtcTicks - at.UtcTicks) % TimeSpan.TicksPerHour == 0)
            end = Min(end, _starts[next]);
        end = at + TimeSpan.FromTicks((end - at).Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour);
        return end > at ? end : null;
    }

    private DateTimeOffset NextStart(DateTimeOffset at, DateTimeOffset to)
    {
        var next = to;
        var whole = IndexBehind(_starts.Length, i => _starts[i] <= at);
        if (whole < _starts.Length)
            next = Min(next, _starts[whole]);
        var hours = IndexBehind(_hours.Length, i => _hours[i].From <= at);
        return hours < _hours.Length ? Min(next, _hours[hours].From) : next;
    }

    // The first index for which an ascending condition does not hold.
    private static int IndexBehind(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
