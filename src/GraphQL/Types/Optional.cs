namespace Analytics.GraphQL.Types;

/// <summary>Tells an omitted input value from an explicit null.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Optional<T> : IOptional
{
    /// <summary>A value that was given, possibly null.</summary>
    public Optional(T? value) => (Value, HasValue) = (value, true);

    /// <summary>What was given; the default of <typeparamref name="T"/> when nothing was.</summary>
    public T? Value { get; }

    /// <summary>Whether the caller gave the value, be it null.</summary>
    public bool HasValue { get; }

    bool IOptional.IsNull => HasValue && Value is null;

    /// <summary>Wraps a given value.</summary>
    public static implicit operator Optional<T>(T? value) => new(value);

    /// <summary>The value, or the fallback when none was given.</summary>
    public T? Or(T? fallback) => HasValue ? Value : fallback;
}

/// <summary>An <see cref="Optional{T}"/> of whatever type.</summary>
internal interface IOptional
{
    /// <summary>Whether an explicit null was given.</summary>
    bool IsNull { get; }
}

/// <summary>What stands for an omitted value while an input is put together.</summary>
internal static class Optional
{
    /// <summary>The one object that means "not given".</summary>
    public static object Missing { get; } = new();
}
