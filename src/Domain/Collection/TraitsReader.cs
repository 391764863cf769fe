using System.Buffers;
using System.Text.Json;
using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>
/// Takes an identify or group call's traits apart: members are set, but <c>$setOnce</c> and <c>$increment</c> hold an
/// object of those that are changed in that way, and <c>$unset</c> a list of names.
/// </summary>
internal static class TraitsReader
{
    /// <param name="traits">An object that keeps the rules, or empty.</param>
    /// <returns>Changes in the order in which they take effect; none for traits without members.</returns>
    public static Result<IReadOnlyList<TraitChange>> Read(ReadOnlyMemory<byte> traits)
    {
        var changes = new List<TraitChange>(1);
        if (traits.IsEmpty)
            return changes;
        var parts = new Parts();
        var reader = new Utf8JsonReader(traits.Span, JsonBodies.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (ReadMember(ref reader, traits, ref parts) is { } problem)
                return problem;
        Add(changes, ActorPropertyChange.Set, parts.Close(traits));
        Add(changes, ActorPropertyChange.SetOnce, parts.Once);
        Add(changes, ActorPropertyChange.Increment, parts.Increment);
        Add(changes, ActorPropertyChange.Unset, parts.Unset);
        return changes;
    }

    /// <summary>Makes the object that takes names away of the list of names that the reader stands on.</summary>
    /// <returns>Null when it is no list of texts; the reader then stands at the value's end, too.</returns>
    internal static ReadOnlyMemory<byte>? NamesToUnset(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var target = new ArrayBufferWriter<byte>();
        var isGood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isGood &= reader.TokenType == JsonTokenType.String;
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                reader.Skip();
            target.Write(target.WrittenCount == 0 ? "{"u8 : ","u8);
            target.Write(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
            target.Write(":null"u8);
        }

        if (target.WrittenCount == 0)
            target.Write("{"u8);
        target.Write("}"u8);
        return isGood ? target.WrittenMemory : default(ReadOnlyMemory<byte>?);
    }

    private static Problem? ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> traits, ref Parts parts)
    {
        var start = (int)reader.TokenStartIndex;
        var isOnce = reader.ValueTextEquals("$setOnce"u8);
        var isIncrement = reader.ValueTextEquals("$increment"u8);
        var isUnset = reader.ValueTextEquals("$unset"u8);
        reader.Read();
        if (isUnset)
        {
            parts.Leave(traits.Span[..start]);
            return NamesToUnset(ref reader, traits.Span) is { } names
                ? parts.TakeNames(names)
                : JsonBodies.WrongType("a list of names", "traits.$unset");
        }

        var value = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        if (!isOnce && !isIncrement)
        {
            parts.Keep(traits.Span[start..end]);
            return null;
        }

        parts.Leave(traits.Span[..start]);
        if (!isObject)
            return JsonBodies.WrongType("an object", isOnce ? "traits.$setOnce" : "traits.$increment");
        if (isOnce)
            parts.Once = traits[value..end];
        else
            parts.Increment = traits[value..end];
        return null;
    }

    private static void Add(List<TraitChange> changes, ActorPropertyChange change, ReadOnlyMemory<byte> properties)
    {
        if (properties.Span.IndexOf((byte)'"') >= 0)          // an object with a member has a name in quotes
            changes.Add(new TraitChange(change, properties));
    }

    // What stands before the first member that is not set is taken as it is; most traits are set as a whole.
    private struct Parts
    {
        private ArrayBufferWriter<byte>? _set;

        public ReadOnlyMemory<byte> Once;
        public ReadOnlyMemory<byte> Increment;
        public ReadOnlyMemory<byte> Unset;

        public Problem? TakeNames(ReadOnlyMemory<byte> names)
        {
            Unset = names;
            return null;
        }

        public void Leave(ReadOnlySpan<byte> before)
        {
            if (_set is not null)
                return;
            _set = new ArrayBufferWriter<byte>();
            _set.Write(before.TrimEnd(", \t\r\n"u8));
        }

        public readonly void Keep(ReadOnlySpan<byte> member)
        {
            if (_set is not { } set)
                return;
            if (!set.WrittenSpan.EndsWith("{"u8))
                set.Write(","u8);
            set.Write(member);
        }

        public readonly ReadOnlyMemory<byte> Close(ReadOnlyMemory<byte> whole)
        {
            if (_set is not { } set)
                return whole;
            set.Write("}"u8);
            return set.WrittenMemory;
        }
    }
}
