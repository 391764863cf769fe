using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.Domain.Querying;

/// <summary>
/// The values that make a group, one a dimension: text as sent, numbers in shortest decimal form, <c>true</c> or
/// <c>false</c>; null where the property is missing or null. Ordered by ordinal, null last.
/// </summary>
public readonly struct GroupKey(ImmutableArray<string?> values) : IEquatable<GroupKey>, IComparable<GroupKey>
{
    /// <summary>One a dimension.</summary>
    public ImmutableArray<string?> Values { get; } = values;

    /// <summary>True when no dimension has a value.</summary>
    public bool IsMissing => Values.All(value => value is null);

    /// <summary>The value of a key of one dimension.</summary>
    /// <exception cref="InvalidOperationException">There are more dimensions.</exception>
    public string? Only => Values.Single();

    /// <summary>A key of one dimension.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "A value converts by itself; a named twin would never be called.")]
    public static implicit operator GroupKey(string? value) => new([value]);

    /// <inheritdoc />
    public bool Equals(GroupKey other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public int CompareTo(GroupKey other)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            var (left, right) = (Values[i], other.Values[i]);
            var order = left is null || right is null
                ? (left is null).CompareTo(right is null)
                : string.CompareOrdinal(left, right);
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <inheritdoc />
    public override string ToString() => $"[{string.Join(", ", Values.Select(value => value ?? "null"))}]";

    /// <summary>Same values.</summary>
    public static bool operator ==(GroupKey left, GroupKey right) => left.Equals(right);

    /// <summary>Other values.</summary>
    public static bool operator !=(GroupKey left, GroupKey right) => !left.Equals(right);

    /// <summary>Orders by value.</summary>
    public static bool operator <(GroupKey left, GroupKey right) => left.CompareTo(right) < 0;

    /// <summary>Orders by value.</summary>
    public static bool operator >(GroupKey left, GroupKey right) => left.CompareTo(right) > 0;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(GroupKey left, GroupKey right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(GroupKey left, GroupKey right) => left.CompareTo(right) >= 0;
}
