using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>A property whose numbers are computed with, bound to a snapshot. Threads share it.</summary>
internal sealed class NumberKeys
{
    /// <param name="snapshot">What is read.</param>
    /// <param name="property">What a question names.</param>
    /// <param name="columns">Receives the column that it is read from.</param>
    public NumberKeys(Snapshot snapshot, PropertyRef property, ShardColumns columns)
    {
        Scope = property.Scope;
        // An event's name is no number.
        Property = Scope is PropertyScope.EventName ? 0 : snapshot.Property(property.Name);
        if (Scope is PropertyScope.Event)
            columns.AddNumbers(Property);
        else if (Property != 0)
            Actors = snapshot.ActorProperties.Of(Property, snapshot);
    }

    public PropertyScope Scope { get; }

    /// <summary>Its code; 0 when nobody has a number.</summary>
    public uint Property { get; }

    /// <summary>Everybody's values; null where they are not the actor's.</summary>
    public ActorPropertyIndex? Actors { get; }
}

/// <summary>Reads numbers at the rows of a block.</summary>
internal sealed class NumberReader(NumberKeys keys)
{
    /// <summary>The number of each row with its scale; <see cref="SegmentFormat.NoNumber"/> for none.</summary>
    public void Read(HitBlock hits, Span<long> values, Span<byte> scales)
    {
        if (keys.Actors is null)
        {
            HitValues.Numbers(hits.Shard.Numbers(keys.Property), hits.Rows, values, scales);
            return;
        }
        var walk = new ActorValueWalk(keys.Actors, hits, keys.Scope);
        for (var i = 0; i < hits.Count; i++)
        {
            ref readonly var value = ref walk.At(i);
            (values[i], scales[i]) = value.Kind is ValueKind.Number
                ? (value.Value, value.Scale)
                : (SegmentFormat.NoNumber, (byte)0);
        }
    }
}
