namespace Analytics.GraphQL.Types.Values;

/// <summary>The rule of <c>@oneOf</c> inputs: exactly one field is given, and not as null.</summary>
internal static class OneOf
{
    /// <summary>Demands the rule of the values of all fields.</summary>
    /// <exception cref="CoercionException">None, several, or a null was given.</exception>
    public static void Check(InputObjectType type, object?[] values)
    {
        if (CountGiven(values) != 1)
            throw new CoercionException(NotExactlyOne(type));
        if (FirstGiven(values) is { } first && IsNull(values[first]))
            throw new CoercionException(MustNotBeNull(type.Fields[first]));
    }

    /// <summary>How many fields were given.</summary>
    public static int CountGiven(object?[] values) => values.Count(value => !ReferenceEquals(value, Optional.Missing));

    /// <summary>The index of the first field that was given; null when none was.</summary>
    public static int? FirstGiven(object?[] values) =>
        Array.FindIndex(values, value => !ReferenceEquals(value, Optional.Missing)) is var index and >= 0 ? index : null;

    /// <summary>Whether a converted value stands for null.</summary>
    public static bool IsNull(object? value) => value is null or IOptional { IsNull: true };

    /// <summary>Says that none or several were given.</summary>
    public static string NotExactlyOne(InputObjectType type) =>
        $"Exactly one key must be specified for OneOf type \"{type.Name}\".";

    /// <summary>Says that the one is null.</summary>
    public static string MustNotBeNull(InputField field) => $"Field \"{field.Name}\" must be non-null.";
}
