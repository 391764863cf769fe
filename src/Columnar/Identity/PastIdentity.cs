using System.Collections.Immutable;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Who was who as of an earlier position, all erasures since then included: an erasure takes effect whenever a question
/// asks. Segments are arranged by some state of before or after; what stands elsewhere in this one is an overlay.
/// </summary>
internal sealed class PastIdentity : IDisposable
{
    private readonly long _position;
    // Of the state as of the position, then of the erasures after it; and of the log as it went on.
    private readonly IdentityChanges _before = new();
    private readonly IdentityChanges _since = new();

    /// <param name="now">The newest state.</param>
    /// <param name="position">Of the log.</param>
    public PastIdentity(Snapshot now, long position)
    {
        _position = position;
        using var latest = new ActorMap();
        var changed = new List<uint>();
        var erasures = new List<IdentityEntry>();
        foreach (var segment in now.Segments)
            foreach (ref readonly var entry in segment.IdentityEntries)
            {
                Apply(latest, entry, changed, entry.Position > position ? _since : null);
                if (entry.Position <= position)
                    Apply(Map, entry, changed, _before);
                else if (entry.Kind is IdentityKind.Erase)
                    erasures.Add(entry);
            }
        foreach (var erasure in erasures)
        {
            Apply(Map, erasure, changed, _before);
            ErasedSince += changed.Count > 0 ? 1 : 0;
        }
    }

    public ActorMap Map { get; } = new();

    /// <summary>Ids that were erased after the position.</summary>
    public long ErasedSince { get; private set; }

    /// <summary>What is elsewhere than segments have it.</summary>
    public Overlay Of(ImmutableArray<Segment> segments)
    {
        var parts = new SegmentOverlay[segments.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new SegmentOverlay(segments[i]);
            parts[i].Place(Differing(segments[i]), Map);
        }
        var overlay = IdentityOverlay.Combine(parts);
        foreach (var part in parts)
            part.Dispose();
        return overlay;
    }

    public void Dispose()
    {
        _before.Dispose();
        _since.Dispose();
    }

    // Arranged by a state before: what changed from then on. By a later one: what changed up to it, and who was erased.
    private List<uint> Differing(Segment segment)
    {
        var ids = new List<uint>();
        foreach (var change in _before.After(Math.Min(segment.Arranged, _position)))
            ids.Add(change.Id);
        foreach (var change in _since.After(_position))
            if (change.Position <= segment.Arranged)
                ids.Add(change.Id);
        return ids;
    }

    private static void Apply(ActorMap map, in IdentityEntry entry, List<uint> changed, IdentityChanges? into)
    {
        changed.Clear();
        map.Apply(entry, changed);
        if (into is not null)
            foreach (var id in changed)
                into.Add(entry.Position, id);
    }
}
