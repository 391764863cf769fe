using System.Collections.Immutable;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// States of the log as of earlier positions, put together of the newest one's segments: rows that came later are left
/// out, rows stand with whom they belonged to then. The last ones asked for are kept.
/// </summary>
internal sealed class PastSnapshots : IDisposable
{
    private const int Most = 4;
    private readonly Lock _gate = new();
    private readonly List<Snapshot> _kept = [];

    /// <summary>The state as of a position before the newest one's; dispose it after reading.</summary>
    /// <param name="now">Held by the caller.</param>
    /// <param name="position">From 0.</param>
    public Snapshot Of(Snapshot now, long position)
    {
        lock (_gate)
        {
            Drop(now);
            if (_kept.FindIndex(kept => kept.Position == position) is >= 0 and var at)
            {
                var known = _kept[at];
                _kept.RemoveAt(at);
                _kept.Add(known);
                return known.Hold();
            }
        }
        var past = Build(now, position);
        lock (_gate)
        {
            _kept.Add(past.Hold());
            if (_kept.Count > Most)
                Remove(0);
        }
        return past;
    }

    /// <summary>Lets go of states with segments that are not live any more, or of before an erasure.</summary>
    public void Forget(Snapshot now)
    {
        lock (_gate)
            Drop(now);
    }

    public void Dispose()
    {
        lock (_gate)
            while (_kept.Count > 0)
                Remove(0);
    }

    private void Drop(Snapshot now)
    {
        for (var i = _kept.Count - 1; i >= 0; i--)
            if (_kept[i].Version != now.LastErasure || !IsPartOf(_kept[i].Segments, now.Segments))
                Remove(i);
    }

    private static bool IsPartOf(ImmutableArray<Segment> segments, ImmutableArray<Segment> live) =>
        segments.Length <= live.Length && segments.AsSpan().SequenceEqual(live.AsSpan(0, segments.Length));

    private void Remove(int index)
    {
        _kept[index].Dispose();
        _kept.RemoveAt(index);
    }

    private static Snapshot Build(Snapshot now, long position)
    {
        var segments = now.Segments.TakeWhile(segment => segment.After < position).ToImmutableArray();
        var (overlay, properties, erased) = (now.Overlay, now.ActorProperties, 0L);
        if (HasEntriesAfter(now, position))
        {
            using var identity = new PastIdentity(now, position);
            (overlay, properties, erased) = (identity.Of(segments), new ActorProperties(identity.Map), identity.ErasedSince);
        }
        else if (HasChangesAfter(now, position))
            properties = new ActorProperties(now.ActorProperties.MapOf(now));
        return new Snapshot(
            segments, PastRows.Cut(overlay, segments, position), properties, now.Removed, now.Texts,
            new PastState(position, PastRows.LastTime(segments, position), now.LastErasure, erased));
    }

    private static bool HasEntriesAfter(Snapshot now, long position)
    {
        foreach (var segment in now.Segments)
            if (segment.Through > position && segment.IdentityEntries is { IsEmpty: false } entries && entries[^1].Position > position)
                return true;
        return false;
    }

    private static bool HasChangesAfter(Snapshot now, long position)
    {
        foreach (var segment in now.Segments)
            if (segment.Through > position && segment.ActorChanges is { IsEmpty: false } changes && changes[^1].Position > position)
                return true;
        return false;
    }
}
