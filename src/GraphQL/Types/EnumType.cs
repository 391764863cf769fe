using System.Collections.Frozen;
using System.Globalization;

namespace Analytics.GraphQL.Types;

/// <summary>A leaf type with a closed set of named values.</summary>
public sealed class EnumType : NamedType
{
    private readonly FrozenDictionary<object, EnumValue> _byValue;
    private readonly Dictionary<long, byte[]> _byNumber;

    /// <summary>Makes an enum type of the given values.</summary>
    internal EnumType(string name, IEnumerable<EnumValue> values, string? description = null, Type? clrType = null)
        : base(name, description, clrType)
    {
        Values = new(values);
        // C# allows two names for one number; the first is the one that is answered.
        _byValue = Values.DistinctBy(value => value.Value).ToFrozenDictionary(value => value.Value);
        _byNumber = _byValue.Values.Where(value => value.Value is Enum)
            .ToDictionary(value => NumberOf((Enum)value.Value), value => value.Encoded);
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Enum;

    /// <summary>The values in declaration order.</summary>
    public NamedCollection<EnumValue> Values { get; }

    /// <summary>Writes the name of a .NET value in quotes.</summary>
    /// <exception cref="CoercionException">The value is none of <see cref="Values"/>.</exception>
    public void Write(ResultWriter writer, object value)
    {
        if (!_byValue.TryGetValue(value, out var known))
            throw new CoercionException($"Enum \"{Name}\" cannot represent value: {value}");
        writer.WriteRaw(known.Encoded);
    }

    // For compiled resolvers: the number behind an enum member, without a box around it.
    internal void WriteNumber(ResultWriter writer, long number)
    {
        if (!_byNumber.TryGetValue(number, out var encoded))
            throw new CoercionException($"Enum \"{Name}\" cannot represent value: {Enum.ToObject(ClrType!, number)}");
        writer.WriteRaw(encoded);
    }

    /// <summary>The declared value that stands for a .NET value; null when there is none.</summary>
    public EnumValue? FindByValue(object value) => _byValue.GetValueOrDefault(value);

    private static long NumberOf(Enum value) => Enum.GetUnderlyingType(value.GetType()) == typeof(ulong)
        ? unchecked((long)Convert.ToUInt64(value, CultureInfo.InvariantCulture))
        : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
