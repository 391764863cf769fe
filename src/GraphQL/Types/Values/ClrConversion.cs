using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using Analytics.GraphQL.Types.Building;

namespace Analytics.GraphQL.Types.Values;

/// <summary>
/// Turns coerced values into the .NET types that parameters have: lists into arrays and collections, text ids into
/// <see cref="Guid"/>, whole numbers into narrower ones, and everything into <see cref="Optional{T}"/> where asked.
/// </summary>
internal static class ClrConversion
{
    /// <summary>A conversion of coerced values, null included, to the type.</summary>
    public static Func<object?, object?> To(Type type)
    {
        if (type == typeof(object))
            return value => value;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            return ToOptional(type);
        var core = Nullable.GetUnderlyingType(type) ?? type;
        return TypeShape.ElementType(core) is { } element ? ToList(core, element) : value => Scalar(value, core);
    }

    private static object? Scalar(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
            return value;
        try
        {
            return value switch
            {
                string text when type == typeof(Guid) => Guid.Parse(text),
                DateTimeOffset at when type == typeof(DateTime) => at.UtcDateTime,
                IConvertible when type.IsPrimitive || type == typeof(decimal) =>
                    Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
                _ => throw new CoercionException($"The value {ValueText.Of(value)} does not fit."),
            };
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidCastException)
        {
            throw new CoercionException(type == typeof(Guid) || value is string
                ? $"ID {ValueText.Of(value)} is not known here."
                : $"The value {ValueText.Of(value)} is out of range.");
        }
    }

    private static Func<object?, object?> ToOptional(Type type)
    {
        var inner = type.GetGenericArguments()[0];
        var convert = To(inner);
        var value = Expression.Parameter(typeof(object), "value");
        var wrap = Expression.Lambda<Func<object?, object>>(
            Expression.Convert(Expression.New(type.GetConstructor([inner])!, Expression.Convert(value, inner)),
                typeof(object)), value).Compile();
        return given => ReferenceEquals(given, Optional.Missing) ? given : wrap(convert(given));
    }

    private static Func<object?, object?> ToList(Type type, Type element)
    {
        var convert = To(element);
        var make = typeof(ClrConversion).GetMethod(MakerOf(type), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element).CreateDelegate<Func<object?[], Func<object?, object?>, object>>();
        return value => value is object?[] items ? make(items, convert) : value;
    }

    private static string MakerOf(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return open == typeof(ImmutableArray<>) ? nameof(MakeImmutable)
            : open == typeof(HashSet<>) || open == typeof(IReadOnlySet<>) || open == typeof(ISet<>) ? nameof(MakeSet)
            : open == typeof(List<>) || open == typeof(IList<>) || open == typeof(ICollection<>) ? nameof(MakeList)
            : nameof(MakeArray);
    }

    private static T[] MakeArray<T>(object?[] items, Func<object?, object?> convert)
    {
        var made = new T[items.Length];
        for (var index = 0; index < made.Length; index++)
            made[index] = (T)convert(items[index])!;
        return made;
    }

    private static object MakeImmutable<T>(object?[] items, Func<object?, object?> convert) =>
        ImmutableCollectionsMarshal.AsImmutableArray(MakeArray<T>(items, convert));

    private static List<T> MakeList<T>(object?[] items, Func<object?, object?> convert) => [.. MakeArray<T>(items, convert)];

    private static HashSet<T> MakeSet<T>(object?[] items, Func<object?, object?> convert) => [.. MakeArray<T>(items, convert)];
}
