using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Domain.Imports;

/// <summary>How a row compares with what is known of the thing that it names.</summary>
public enum EntityDifference
{
    /// <summary>Nothing was known.</summary>
    New,

    /// <summary>It says nothing new.</summary>
    Unchanged,

    /// <summary>It changed the thing.</summary>
    Changed,

    /// <summary>It is older than what is known, and changes nothing.</summary>
    Stale,
}

/// <summary>Takes rows into states, and notes what counts.</summary>
internal sealed class EntityTransition(EntityKind kind, TimeZoneInfo zone, DateTimeOffset now)
{
    private readonly EntityEvents _events = new(kind, zone, now);
    private readonly string? _since = kind.Events.FirstOrDefault(rule => rule.Time is not null)?.Time;

    /// <summary>Events since the last <see cref="Take"/>.</summary>
    private List<NewEvent> _newEvents = [];
    private List<NewActorEntry> _newEntries = [];

    /// <summary>The state after a row: columns that the file does not have stay as they were.</summary>
    public EntityState Apply(EntityState? stored, EntityRow row, out EntityDifference difference)
    {
        if (stored is { IsFromOrders: false } && row.UpdatedAt < stored.DatedAt)
        {
            difference = EntityDifference.Stale;
            return stored;
        }

        var values = row.Values.Select((value, place) => value switch
        {
            null => stored?.Values[place],
            "" => null,
            _ => value,
        }).ToImmutableArray();
        if (stored is { IsFromOrders: false } && stored.Values.SequenceEqual(values))
        {
            difference = EntityDifference.Unchanged;
            return stored;
        }

        difference = stored is null ? EntityDifference.New : EntityDifference.Changed;
        var next = new EntityState(
            row.Id, values, row.UpdatedAt ?? now, (stored?.Version ?? 0) + 1, stored?.Steps ?? ImmutableDictionary<string, int>.Empty)
        {
            DatedAt = row.UpdatedAt ?? stored?.DatedAt,
        };
        var counted = stored is { IsFromOrders: true } ? null : stored;
        next = _events.Between(counted, next, _newEvents);
        AddProperties(counted, next, row);
        return next;
    }

    /// <summary>What the rows since the last call add to the log.</summary>
    public LogAppend Take()
    {
        var append = new LogAppend(_newEvents) { Actors = _newEntries };
        (_newEvents, _newEntries) = ([], []);
        return append;
    }

    private void AddProperties(EntityState? before, EntityState after, EntityRow row)
    {
        if (kind.ActorProperties.IsEmpty || after.Values[kind.PlaceOf(kind.Actor!)] is not { } actor)
            return;
        var changed = kind.ActorProperties.Select(kind.PlaceOf)
            .Where(place => before?.Values[place] != after.Values[place]).ToList();
        if (changed.Count == 0)
            return;
        // What is known first of somebody holds from when he came, so that his first orders have it, too.
        var at = before is null && _since is not null && after.Values[kind.PlaceOf(_since)] is { } since
            ? ImportValues.InstantOf(since, zone)
            : row.UpdatedAt ?? now;
        var changes = new List<PropertyChanges>(2);
        AddChange(changes, at, ActorPropertyChange.Set, after, changed.FindAll(place => after.Values[place] is not null));
        AddChange(changes, at, ActorPropertyChange.Unset, after, changed.FindAll(place => after.Values[place] is null));
        _newEntries.Add(new NewActorEntry(
            kind.EventIdOf(after.Id, "properties/v" + ImportEventIds.Number(after.Version)),
            ActorId.Create(actor, kind.Actor!).Value, now)
        {
            Changes = changes,
        });
    }

    private void AddChange(
        List<PropertyChanges> changes, DateTimeOffset at, ActorPropertyChange change, EntityState state, List<int> places)
    {
        if (places.Count == 0)
            return;
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var place in places)
            {
                json.WritePropertyName(kind.Columns[place].Name);
                if (state.Values[place] is not { } value)
                    json.WriteNullValue();
                else if (kind.Columns[place].Type is ColumnType.Number or ColumnType.Whole)
                    json.WriteRawValue(value);
                else
                    json.WriteStringValue(value);
            }

            json.WriteEndObject();
        }

        changes.Add(PropertyChanges.Create(at, change, buffer.WrittenMemory).Value);
    }
}
