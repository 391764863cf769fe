using System.Collections.Immutable;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Follows the entries of a tenant's segments and says what they changed in each segment since it was arranged. One
/// thread at a time.
/// </summary>
internal sealed class IdentityOverlay : IDisposable
{
    private readonly ActorMap _map = new();
    private readonly IdentityChanges _changes = new();
    private readonly Dictionary<Segment, SegmentOverlay> _parts = [];
    private readonly List<uint> _changed = [];
    private ImmutableArray<Segment> _segments = [];
    private Overlay _overlay = Overlay.None;
    private long _through;

    /// <summary>Whose an id's events are and whether they are a robot's, as of the last entry taken.</summary>
    public ActorMap Map => _map;

    /// <summary>Whether ids were erased whose texts have not been looked for in the files.</summary>
    public bool HasNewErasures { get; private set; }

    /// <summary>Position of the last entry that erased an id; 0 when there is none.</summary>
    public long LastErasure { get; private set; }

    /// <summary>What nothing uses any more in segments of the last overlay, so that files can be rid of it.</summary>
    public Dictionary<uint, HashSet<uint>> Sweep(Snapshot snapshot)
    {
        HasNewErasures = false;
        return new TextSweep(snapshot, _map, segment => PartOf(segment).Erased).Find();
    }

    /// <summary>Takes the entries of a segment that follows those before.</summary>
    public void Take(Segment segment)
    {
        _through = segment.Through;
        _map.Erasures.Take(segment);
        foreach (ref readonly var entry in segment.IdentityEntries)
        {
            _changed.Clear();
            _map.Apply(entry, _changed);
            if (entry.Kind is IdentityKind.Erase && _changed.Count > 0)
                (HasNewErasures, LastErasure) = (true, entry.Position);
            foreach (var id in _changed)
                _changes.Add(entry.Position, id);
        }
    }

    /// <summary>The overlay of segments whose entries have all been taken.</summary>
    public Overlay Of(ImmutableArray<Segment> segments)
    {
        var isOther = !StartsAlike(segments);
        foreach (var segment in segments)
        {
            if (!_parts.TryGetValue(segment, out var part))
                _parts.Add(segment, part = new SegmentOverlay(segment));
            isOther |= part.Update(_changes, _map, _through);
        }
        if (isOther)
            _overlay = Combine([.. segments.Select(segment => _parts[segment])]);
        Drop(segments);
        _segments = segments;
        return _overlay;
    }

    /// <summary>What changed in a segment of the last overlay.</summary>
    public SegmentOverlay PartOf(Segment segment) => _parts[segment];

    public void Dispose()
    {
        _map.Dispose();
        _changes.Dispose();
        foreach (var part in _parts.Values)
            part.Dispose();
    }

    // Segments that only came behind the others leave the overlay as it is: it names segments by their index.
    private bool StartsAlike(ImmutableArray<Segment> segments) =>
        segments.Length >= _segments.Length && segments.AsSpan(0, _segments.Length).SequenceEqual(_segments.AsSpan());

    /// <summary>One overlay of those of all segments, in their order.</summary>
    public static Overlay Combine(ReadOnlySpan<SegmentOverlay> parts)
    {
        var excluded = new RowRange[parts.Length][];
        MovedRun[] moved = [];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            excluded[i] = part.Excluded;
            if (part.Moved.Length > 0)
                moved = Merge(moved, part.Moved, i);
        }
        return Array.TrueForAll(excluded, static rows => rows.Length == 0) ? Overlay.None : new Overlay(excluded, moved);
    }

    // Those of the segments before come first where an actor has some of both.
    private static MovedRun[] Merge(MovedRun[] before, MovedRun[] runs, int segment)
    {
        var merged = new MovedRun[before.Length + runs.Length];
        var (left, right) = (0, 0);
        for (var at = 0; at < merged.Length; at++)
            merged[at] = right == runs.Length || (left < before.Length && !Precedes(runs[right], before[left]))
                ? before[left++]
                : runs[right++] with { Segment = segment };
        return merged;
    }

    private static bool Precedes(MovedRun one, MovedRun other) =>
        one.IsBot == other.IsBot ? one.Actor < other.Actor : other.IsBot;

    private void Drop(ImmutableArray<Segment> segments)
    {
        foreach (var (segment, part) in _parts)
            if (!segments.Contains(segment))
            {
                part.Dispose();
                _parts.Remove(segment);
            }
        _changes.Forget(segments.IsEmpty ? long.MaxValue : segments.Min(segment => Math.Min(segment.Arranged, _through)));
    }
}
