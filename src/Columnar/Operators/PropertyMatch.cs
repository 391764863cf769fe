using System.Collections.Immutable;
using Analytics.Columnar.Encoding;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>What a condition asks of a property's value, by type: a value of another type never matches.</summary>
internal sealed class PropertyMatch
{
    private readonly (long From, long To)[][] _intervals = new (long, long)[DecimalText.MaxDigits + 1][];
    private readonly Func<ReadOnlySpan<byte>, bool>? _text;

    private PropertyMatch(
        Func<ReadOnlySpan<byte>, bool>? text, byte[] booleans, Func<int, (long From, long To)[]> intervals)
    {
        (_text, Booleans) = (text, booleans);
        for (var scale = 0; scale < _intervals.Length; scale++)
            _intervals[scale] = intervals(scale);
        MatchesNumbers = _intervals.Any(static intervals => intervals.Length > 0);
    }

    /// <summary>By code: none, false, true.</summary>
    public byte[] Booleans { get; }

    public bool MatchesText => _text is not null;

    public bool MatchesBooleans => Booleans[1] != 0 || Booleans[2] != 0;

    public bool MatchesNumbers { get; }

    /// <summary>Any value of any type.</summary>
    public static PropertyMatch Anything { get; } =
        new(static _ => true, [0, 1, 1], static _ => [(long.MinValue, long.MaxValue)]);

    public static PropertyMatch Compare(FilterOperator comparison, PropertyValue value) => value switch
    {
        PropertyValue.Text text => new(TextOf(comparison, text.Value), [0, 0, 0], static _ => []),
        PropertyValue.Number number => new(null, [0, 0, 0], scale => IntervalsOf(comparison, number.Value, scale)),
        PropertyValue.Boolean boolean when comparison is FilterOperator.Equal =>
            new(null, boolean.Value ? [0, 0, 1] : [0, 1, 0], static _ => []),
        _ => new(null, [0, 0, 0], static _ => []),
    };

    public static PropertyMatch AnyOf(ImmutableArray<PropertyValue> values)
    {
        var texts = values.OfType<PropertyValue.Text>().Select(text => System.Text.Encoding.UTF8.GetBytes(text.Value)).ToArray();
        texts.AsSpan().Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        var numbers = values.OfType<PropertyValue.Number>().Select(number => number.Value).Distinct().Order().ToArray();
        var booleans = values.OfType<PropertyValue.Boolean>().Select(boolean => boolean.Value).ToArray();
        return new PropertyMatch(
            texts.Length == 0 ? null : value => IsAmong(value, texts),
            [0, booleans.Contains(false) ? (byte)1 : (byte)0, booleans.Contains(true) ? (byte)1 : (byte)0],
            scale => [.. numbers.SelectMany(number => IntervalsOf(FilterOperator.Equal, number, scale))]);
    }

    public bool Text(ReadOnlySpan<byte> value) => _text!(value);

    /// <summary>Whether a number matches.</summary>
    /// <param name="value">The number times <c>10^scale</c>.</param>
    /// <param name="scale">Of the column that holds it.</param>
    public bool Number(long value, int scale)
    {
        // Closed, ascending and apart.
        var intervals = _intervals[scale];
        var (low, high) = (0, intervals.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < intervals[middle].From)
                high = middle - 1;
            else if (value > intervals[middle].To)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    private static bool IsAmong(ReadOnlySpan<byte> value, byte[][] ascending)
    {
        var (low, high) = (0, ascending.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = value.SequenceCompareTo(ascending[middle]);
            if (order == 0)
                return true;
            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }
        return false;
    }

    private static Func<ReadOnlySpan<byte>, bool> TextOf(FilterOperator comparison, string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        return comparison switch
        {
            FilterOperator.Equal => value => value.SequenceEqual(wanted),
            FilterOperator.Greater => value => value.SequenceCompareTo(wanted) > 0,
            FilterOperator.GreaterOrEqual => value => value.SequenceCompareTo(wanted) >= 0,
            FilterOperator.Less => value => value.SequenceCompareTo(wanted) < 0,
            FilterOperator.LessOrEqual => value => value.SequenceCompareTo(wanted) <= 0,
            FilterOperator.Contains => value => value.IndexOf(wanted) >= 0,
            FilterOperator.StartsWith => value => value.StartsWith(wanted),
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };
    }

    // No number reaches this far, so that nothing changes when a bound is cut to it.
    private const decimal Beyond = 2_000_000_000_000_000_000m;

    // A bound that needs more places than the column has lies between two of its values.
    private static (long From, long To)[] IntervalsOf(FilterOperator comparison, decimal bound, int scale)
    {
        bound = Math.Clamp(bound, -Beyond, Beyond);
        var whole = decimal.Floor(bound);
        var fraction = (bound - whole) * PowersOfTen.AsDecimal(scale);
        var floor = ((Int128)whole * PowersOfTen.AsLong(scale)) + (Int128)decimal.Floor(fraction);
        var exact = fraction == decimal.Floor(fraction);
        var (from, to) = comparison switch
        {
            FilterOperator.Equal when exact => (floor, floor),
            FilterOperator.Greater => (floor + 1, (Int128)long.MaxValue),
            FilterOperator.GreaterOrEqual => (exact ? floor : floor + 1, long.MaxValue),
            FilterOperator.Less => (long.MinValue, exact ? floor - 1 : floor),
            FilterOperator.LessOrEqual => (long.MinValue, floor),
            _ => (1, 0),
        };
        from = Int128.Max(from, long.MinValue);
        to = Int128.Min(to, long.MaxValue);
        return from > to ? [] : [((long)from, (long)to)];
    }
}
