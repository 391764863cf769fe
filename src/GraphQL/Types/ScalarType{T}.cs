using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>Base of all scalars: values are written straight into the answer, without a boxed step between.</summary>
/// <typeparam name="T">The .NET type that resolvers give and take.</typeparam>
/// <param name="name">The scalar's name.</param>
/// <param name="description">Markdown: unit, format, range.</param>
/// <param name="specifiedBy">Where the format is specified; null when nowhere.</param>
public abstract class ScalarType<T>(string name, string? description = null, Uri? specifiedBy = null)
    : ScalarType(name, description, typeof(T), specifiedBy) where T : notnull
{
    /// <summary>The value of a JSON value.</summary>
    /// <exception cref="CoercionException">The value does not fit.</exception>
    public abstract T ReadJson(JsonElement value);

    /// <summary>The value of a literal.</summary>
    /// <exception cref="CoercionException">The literal does not fit.</exception>
    public abstract T ReadLiteral(IValueNode literal);

    /// <summary>Writes one JSON value.</summary>
    /// <exception cref="CoercionException">The value has no form in the answer.</exception>
    public abstract void Write(ResultWriter writer, T value);

    /// <inheritdoc/>
    public sealed override object ParseJson(JsonElement value) => ReadJson(value);

    /// <inheritdoc/>
    public sealed override object ParseLiteral(IValueNode literal) => ReadLiteral(literal);

    /// <inheritdoc/>
    public sealed override void WriteObject(ResultWriter writer, object value) =>
        Write(writer, value is T typed ? typed : Convert(value));

    /// <summary>A value of another .NET type as <typeparamref name="T"/>; by default only between numbers.</summary>
    /// <exception cref="CoercionException">There is no such value.</exception>
    protected virtual T Convert(object value)
    {
        try
        {
            if (value is IConvertible and not string && typeof(T).IsPrimitive | typeof(T) == typeof(decimal)
                && (IsWhole(value) || default(T) is double or float or decimal or bool && IsFinite(value)))
                return (T)System.Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            // Falls through to the same message as a value of a foreign type.
        }
        throw Cannot(value);
    }

    // What a conversion would round is refused instead.
    private protected static bool IsWhole(object value) => value switch
    {
        double number => double.IsInteger(number),
        float number => float.IsInteger(number),
        decimal number => decimal.IsInteger(number),
        _ => true,
    };

    private static bool IsFinite(object value) => value switch
    {
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        _ => true,
    };

    /// <summary>The error for a value that does not fit: "<c>Name</c> cannot represent value: ...".</summary>
    protected CoercionException Cannot(object value) => new($"{Name} cannot represent value: {ValueText.Of(value)}");

    /// <summary>The same with what was expected, in the reference implementation's words.</summary>
    protected CoercionException CannotNon(string expected, object value)
    {
        var what = expected switch
        {
            "integer" => "non-integer",
            "numeric" => "non numeric",
            _ => $"a non {expected}",
        };
        return new CoercionException($"{Name} cannot represent {what} value: {ValueText.Of(value)}");
    }
}
