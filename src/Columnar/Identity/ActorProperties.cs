using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// The properties of all actors as of one entry of the log; each is made when it is first asked for. Snapshots between
/// which no such entry came share it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever asked may still read it: its buffers are freed by their finalizers.")]
internal sealed class ActorProperties
{
    private readonly ConcurrentDictionary<uint, Lazy<ActorPropertyIndex>> _properties = new();
    private readonly Lock _gate = new();
    private ActorMap? _map;

    public ActorProperties()
    {
    }

    /// <param name="map">Who is who.</param>
    public ActorProperties(ActorMap map) => _map = map;

    // What did not change stays as it is.
    private ActorProperties(ActorProperties before, HashSet<uint> changed)
    {
        _map = before._map;
        foreach (var (property, index) in before._properties)
            if (index.IsValueCreated && !changed.Contains(property))
                _properties.TryAdd(property, index);
    }

    /// <summary>The properties after the entries of a segment that follows.</summary>
    public ActorProperties After(Segment segment)
    {
        if (!segment.IdentityEntries.IsEmpty)
            return new ActorProperties();
        if (segment.ActorChanges.IsEmpty)
            return this;
        var changed = new HashSet<uint>();
        foreach (ref readonly var change in segment.ActorChanges)
            changed.Add(change.Property);
        return new ActorProperties(this, changed);
    }

    /// <param name="property">Code of its name; 0 for one that nobody has.</param>
    /// <param name="snapshot">Any that shares this.</param>
    public ActorPropertyIndex Of(uint property, Snapshot snapshot) => _properties.GetOrAdd(
        property, static (property, given) => new Lazy<ActorPropertyIndex>(() => given.Owner.Build(property, given.Snapshot)),
        (Owner: this, Snapshot: snapshot)).Value;

    private ActorPropertyIndex Build(uint property, Snapshot snapshot)
    {
        using var changes = new NativeBuffer<ActorChange>();
        if (property != 0)
            foreach (var segment in snapshot.Segments)
                foreach (ref readonly var change in segment.ActorChanges)
                    if (change.Property == property && change.Position <= snapshot.Position)
                        changes.Add(change);
        return new ActorPropertyIndex(changes, MapOf(snapshot));
    }

    /// <summary>Who is who; not to be changed.</summary>
    /// <param name="snapshot">Any that shares this.</param>
    public ActorMap MapOf(Snapshot snapshot)
    {
        lock (_gate)
            return _map ??= Replay(snapshot);
    }

    // The writer's own map may be ahead of the snapshot.
    private static ActorMap Replay(Snapshot snapshot)
    {
        var map = new ActorMap();
        var changed = new List<uint>();
        foreach (var segment in snapshot.Segments)
            foreach (ref readonly var entry in segment.IdentityEntries)
            {
                changed.Clear();
                map.Apply(entry, changed);
            }
        return map;
    }
}
