using System.Globalization;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Numbers the values of one dimension: 0 for none, a text by its code, numbers and booleans after the texts as they
/// are met. A number and a text that read the same are one value. Threads share it.
/// </summary>
internal sealed class DimensionKeys
{
    /// <summary>No value.</summary>
    public const int Missing = 0;

    private readonly Lock _gate = new();
    private readonly DictionaryView? _texts;
    private readonly List<string> _others = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <param name="snapshot">What is read.</param>
    /// <param name="property">What a question names.</param>
    /// <param name="columns">Receives the columns that it is read from.</param>
    public DimensionKeys(Snapshot snapshot, PropertyRef property, ShardColumns columns)
    {
        Scope = property.Scope;
        if (Scope is PropertyScope.EventName)
        {
            (_texts, CalledNames) = (snapshot.Dictionary(DictionaryId.Names), snapshot.Names.Called);
            return;
        }
        Property = snapshot.Property(property.Name);
        if (Property == 0)
            return;
        _texts = snapshot.Dictionary(Property);
        if (Scope is PropertyScope.Event)
            columns.AddProperty(Property);
        else
            Actors = snapshot.ActorProperties.Of(Property, snapshot);
        HasOthers = Actors is not null || HasOtherTypes(snapshot);
    }

    public PropertyScope Scope { get; }

    /// <summary>Of event names, the one that each is called by; null when each is its own.</summary>
    public uint[]? CalledNames { get; }

    /// <summary>The property's code; 0 when no event has it, and for event names.</summary>
    public uint Property { get; }

    /// <summary>Everybody's values; null where they are not the actor's.</summary>
    public ActorPropertyIndex? Actors { get; }

    /// <summary>Whether there may be values that are no texts: then it is not known beforehand how many there are.</summary>
    public bool HasOthers { get; }

    /// <summary>Values so far, the missing one included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return TextCount + 1 + _others.Count;
        }
    }

    private int TextCount => _texts?.Count ?? 0;

    /// <returns>Null for <see cref="Missing"/>.</returns>
    public string? Text(int value)
    {
        if (value == Missing)
            return null;
        if (value <= TextCount)
            return _texts!.Text((uint)value);
        lock (_gate)
            return _others[value - TextCount - 1];
    }

    public int OfBoolean(bool value) => Of(value ? "true" : "false");

    public int OfNumber(long value, int scale)
    {
        while (scale > 0 && value % 10 == 0)
            (value, scale) = (value / 10, scale - 1);
        return Of((value / PowersOfTen.AsDecimal(scale)).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The number of a value that reads so; a new one when there was none.</summary>
    public int Of(string? text)
    {
        if (text is null)
            return Missing;
        if (_texts?.Find(text) is > 0 and var code)
            return (int)code;
        lock (_gate)
        {
            if (_known.TryGetValue(text, out var value))
                return value;
            _others.Add(text);
            value = TextCount + _others.Count;
            _known.Add(text, value);
            return value;
        }
    }

    private bool HasOtherTypes(Snapshot snapshot)
    {
        foreach (var segment in snapshot.Segments)
            if (!segment.Numbers(Property).IsAbsent || !segment.Codes(SectionKind.Boolean, Property).IsAbsent)
                return true;
        return false;
    }
}
