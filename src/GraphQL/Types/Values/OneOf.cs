namespace Analytics.GraphQL.Types.Values;

/// <summary>The rule of <c>@oneOf</c> inputs.</summary>
internal static class OneOf
{
    /// <summary>Demands exactly one given field with a value other than null.</summary>
    /// <exception cref="CoercionException">None, several, or a null was given.</exception>
    public static void Check(InputObjectType type, object?[] values, int given)
    {
        if (given != 1)
            throw new CoercionException($"Exactly one key must be specified for OneOf type \"{type.Name}\".");
        for (var index = 0; index < values.Length; index++)
            if (values[index] is null or IOptional { IsNull: true })
                throw new CoercionException($"Field \"{type.Fields[index].Name}\" must be non-null.");
    }
}
