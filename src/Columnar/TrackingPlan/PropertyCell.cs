using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>What is known of one property of one event.</summary>
/// <param name="texts">The property's values.</param>
internal sealed class PropertyCell(DictionaryView texts)
{
    private readonly HashSet<TypedValue> _few = [];
    private readonly List<(TypedValue Value, long Time)> _examples = new(PropertyFound.MostExamples + 1);
    private long _text;
    private long _numbers;
    private long _booleans;
    private long _last = long.MinValue;
    private bool _many;
    private bool _parts;
    private TypedValue _least;
    private TypedValue _most;

    public void Add(TypedValue value, long time)
    {
        _last = Math.Max(_last, time);
        if (value.Kind == ValueKind.Text)
            _text++;
        else if (value.Kind == ValueKind.Boolean)
            _booleans++;
        else
            AddNumber(value);
        AddValue(value);
        AddExample(value, time);
    }

    public void Merge(PropertyCell other)
    {
        if (other._numbers > 0)
        {
            AddNumber(other._least);
            AddNumber(other._most);
            _numbers -= 2;
        }

        (_text, _numbers, _booleans) = (_text + other._text, _numbers + other._numbers, _booleans + other._booleans);
        (_last, _parts) = (Math.Max(_last, other._last), _parts | other._parts);
        foreach (var value in other._few)
            AddValue(value);
        if (other._many)
            Overflow();
        foreach (var (value, time) in other._examples)
            AddExample(value, time);
    }

    public PropertyFound Found(string name) => new(
        name, _text, _numbers, _booleans, DateTimeOffset.FromUnixTimeMilliseconds(_last))
    {
        Minimum = _numbers == 0 ? null : _least.Decimal,
        Maximum = _numbers == 0 ? null : _most.Decimal,
        IsWhole = _numbers > 0 && !_parts,
        Values = [.. _few.Select(value => value.Text(texts)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Examples = [.. _examples.Select(example => example.Value.Text(texts)).Distinct(StringComparer.Ordinal)],
    };

    private void AddNumber(TypedValue value)
    {
        _parts |= value.Scale > 0;
        if (_numbers == 0 || Less(value, _least))
            _least = value;
        if (_numbers == 0 || Less(_most, value))
            _most = value;
        _numbers++;
    }

    private static bool Less(TypedValue left, TypedValue right) =>
        left.Scale == right.Scale ? left.Value < right.Value : left.Decimal < right.Decimal;

    private void AddValue(TypedValue value)
    {
        if (_many || !_few.Add(value))
            return;
        if (_few.Count > PropertyFound.FewValues)
            Overflow();
    }

    private void Overflow()
    {
        _many = true;
        _few.Clear();
    }

    // What was pushed out once is not among the latest: those that pushed it out only grow later.
    private void AddExample(TypedValue value, long time)
    {
        if (_examples.Count == PropertyFound.MostExamples && time < _examples[^1].Time)
            return;
        var known = _examples.FindIndex(example => example.Value == value);
        if (known >= 0)
        {
            if (_examples[known].Time >= time)
                return;
            _examples.RemoveAt(known);
        }

        var place = _examples.Count;
        while (place > 0 && Precedes(value, time, _examples[place - 1]))
            place--;
        _examples.Insert(place, (value, time));
        if (_examples.Count > PropertyFound.MostExamples)
            _examples.RemoveAt(PropertyFound.MostExamples);
    }

    private bool Precedes(TypedValue value, long time, (TypedValue Value, long Time) other)
    {
        if (time != other.Time)
            return time > other.Time;
        var order = string.CompareOrdinal(value.Text(texts), other.Value.Text(texts));
        return order < 0 || (order == 0 && value.Kind < other.Value.Kind);
    }
}
