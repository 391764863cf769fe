using System.Collections.Concurrent;
using System.Collections.Immutable;
using Analytics.Columnar.Collection;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// One state of a tenant's segments, oldest first, which together hold the log through <see cref="Position"/>.
/// Dispose it after reading: segments that have been replaced live as long as a snapshot of them is held.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private readonly ConcurrentDictionary<uint, DictionaryView> _dictionaries = new();
    private readonly TextIndexes _texts;
    private readonly Lazy<EventNames> _names;
    private int _holders = 1;

    /// <param name="segments">Referenced until the last holder lets go.</param>
    /// <param name="overlay">What changed since they were arranged.</param>
    /// <param name="removed">Texts that no file may keep.</param>
    /// <param name="actorProperties">Those of a snapshot with the same entries; null makes them anew.</param>
    /// <param name="texts">The tenant's, when it has other snapshots.</param>
    public Snapshot(
        ImmutableArray<Segment> segments,
        Overlay? overlay = null,
        ActorProperties? actorProperties = null,
        RemovedTexts? removed = null,
        TextIndexes? texts = null)
    {
        _texts = texts ?? new TextIndexes();
        _names = new Lazy<EventNames>(() => new EventNames(segments, Dictionary(DictionaryId.Names)));
        (Segments, Overlay) = (segments, overlay ?? Overlay.None);
        Removed = removed ?? RemovedTexts.None;
        ActorProperties = actorProperties ?? new ActorProperties();
        foreach (var segment in segments)
        {
            segment.AddReference();
            Rows += segment.Rows;
            (FirstTime, LastTime) = (Math.Min(FirstTime, segment.FirstTime), Math.Max(LastTime, segment.LastTime));
        }
    }

    public ImmutableArray<Segment> Segments { get; }

    /// <summary>Where to cut the actors into ranges of like size, with bots and without, once somebody asked.</summary>
    public ConcurrentDictionary<bool, uint[]> ActorBounds { get; } = new();

    public Overlay Overlay { get; }

    /// <summary>The form of most rows' times; one that holds nothing when there are no rows.</summary>
    public TimeForm TimeForm => Segments.MaxBy(segment => segment.Rows) is { Rows: > 0 } largest ? largest.TimeForm : default;

    /// <summary>Texts that no event gets and no further file has.</summary>
    public RemovedTexts Removed { get; }

    /// <summary>Shared by snapshots that have the same entries beside events.</summary>
    public ActorProperties ActorProperties { get; }

    /// <summary>What events are called.</summary>
    public EventNames Names => _names.Value;

    public long Position => Segments.IsEmpty ? 0 : Segments[^1].Through;

    public long Rows { get; }

    /// <summary>Earliest occurredAt, milliseconds; <see cref="long.MaxValue"/> when there are no rows.</summary>
    public long FirstTime { get; } = long.MaxValue;

    /// <summary>Latest occurredAt, milliseconds; <see cref="long.MinValue"/> when there are no rows.</summary>
    public long LastTime { get; } = long.MinValue;

    public DictionaryView Dictionary(uint id) =>
        _dictionaries.GetOrAdd(
            id, static (id, self) => new DictionaryView(self.Segments, id, self._texts.Of(id), self.Removed.Of(id)), this);

    /// <returns>The code of a property's name; 0 when no event has it.</returns>
    public uint Property(string name) => Dictionary(DictionaryId.Properties).Find(name);

    /// <summary>What a property of actors was and is, whose it is being as of this snapshot.</summary>
    /// <param name="property">Code of its name; 0 gives one that nobody has.</param>
    public ActorPropertyIndex ActorProperty(uint property) => ActorProperties.Of(property, this);

    /// <summary>Another holder; only while one is sure to be left.</summary>
    public Snapshot Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        foreach (var segment in Segments)
            segment.Release();
    }
}
