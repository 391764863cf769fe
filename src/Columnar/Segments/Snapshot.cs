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
    private readonly PastState? _past;
    private readonly Lazy<long> _lastErasure;
    private int _holders = 1;

    /// <param name="segments">Referenced until the last holder lets go.</param>
    /// <param name="overlay">What changed since they were arranged.</param>
    /// <param name="removed">Texts that no file may keep.</param>
    /// <param name="actorProperties">Those of a snapshot with the same entries; null makes them anew.</param>
    /// <param name="texts">The tenant's, when it has other snapshots.</param>
    /// <param name="past">When it is seen as of an earlier position than its segments reach; null otherwise.</param>
    public Snapshot(
        ImmutableArray<Segment> segments,
        Overlay? overlay = null,
        ActorProperties? actorProperties = null,
        RemovedTexts? removed = null,
        TextIndexes? texts = null,
        PastState? past = null)
    {
        (_texts, _past) = (texts ?? new TextIndexes(), past);
        _lastErasure = new Lazy<long>(() => FindLastErasure(segments));
        _names = new Lazy<EventNames>(() => new EventNames(segments, Dictionary(DictionaryId.Names), Position));
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

    public long Position => _past?.Position ?? (Segments.IsEmpty ? 0 : Segments[^1].Through);

    /// <summary>What answers are kept by: the next entry of the log makes those of the newest state void, the next erasure
    /// those of a past one.</summary>
    public long Version => _past?.LastErasure ?? Position;

    /// <summary>Position of the last entry that erased an id; 0 when there is none.</summary>
    public long LastErasure => _past?.LastErasure ?? _lastErasure.Value;

    /// <summary>Ids erased after <see cref="Position"/>, of which nothing is there all the same.</summary>
    public long ErasedSince => _past?.ErasedSince ?? 0;

    /// <summary>Latest occurredAt among the entries through <see cref="Position"/>, milliseconds; null when there is no
    /// event.</summary>
    public long? DataThrough => _past is not null ? _past.DataThrough : Rows == 0 ? null : LastTime;

    /// <summary>Finds texts; shared with other snapshots.</summary>
    public TextIndexes Texts => _texts;

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

    private static long FindLastErasure(ImmutableArray<Segment> segments)
    {
        for (var segment = segments.Length - 1; segment >= 0; segment--)
        {
            var entries = segments[segment].IdentityEntries;
            for (var i = entries.Length - 1; i >= 0; i--)
                if (entries[i].Kind is IdentityKind.Erase)
                    return entries[i].Position;
        }
        return 0;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        foreach (var segment in Segments)
            segment.Release();
    }
}
