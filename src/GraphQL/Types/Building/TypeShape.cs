using System.Collections;
using System.Reflection;

namespace Analytics.GraphQL.Types.Building;

/// <summary>A .NET type taken apart as GraphQL sees it: lists, nullability and what is inside.</summary>
/// <param name="Core">The innermost type, without lists, <see cref="Nullable{T}"/>, tasks and <see cref="Optional{T}"/>.</param>
/// <param name="IsNullable">Whether null is allowed at this level.</param>
/// <param name="Element">The shape of the items; null when this level is no list.</param>
internal sealed record TypeShape(Type Core, bool IsNullable, TypeShape? Element)
{
    /// <summary>The shape of a property's value.</summary>
    public static TypeShape Of(PropertyInfo property) =>
        Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    /// <summary>The shape of a parameter, or of what a method returns.</summary>
    public static TypeShape Of(ParameterInfo parameter) =>
        Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    /// <summary>The shape of the events that a method returns.</summary>
    public static TypeShape OfEvents(ParameterInfo result)
    {
        var (type, info) = (result.ParameterType, new NullabilityInfoContext().Create(result));
        while (SourceTypes.EventType(type) is not null || SourceTypes.IsSourceEvent(type))
            (type, info) = (type.GetGenericArguments()[0], info.GenericTypeArguments[0]);
        return Of(type, info);
    }

    /// <summary>The type reference around the type of the core.</summary>
    public IType Wrap(NamedType core)
    {
        IType inner = Element is null ? core : new ListType(Element.Wrap(core));
        return IsNullable ? inner : new NonNullType(inner);
    }

    private static TypeShape Of(Type type, NullabilityInfo info)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open)
        {
            if (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(Optional<>)
                || open == typeof(Mutations.FieldResult<>))
                return Of(type.GetGenericArguments()[0], info.GenericTypeArguments[0]);
            if (open == typeof(Nullable<>))
                return OfValue(type.GetGenericArguments()[0], info) with { IsNullable = true };
        }
        return OfValue(type, info) with { IsNullable = !type.IsValueType && info.ReadState != NullabilityState.NotNull };
    }

    private static TypeShape OfValue(Type type, NullabilityInfo info)
    {
        if (type.IsArray)
            return OfList(type.GetElementType()!, info.ElementType!);
        return (ElementType(type) ?? StreamedElementType(type)) is { } element && type.IsGenericType
            ? OfList(element, info.GenericTypeArguments.Length == 1 ? info.GenericTypeArguments[0] : info)
            : new TypeShape(type, false, null);
    }

    private static TypeShape OfList(Type element, NullabilityInfo info)
    {
        var shape = Of(element, info);
        return new TypeShape(shape.Core, false, shape);
    }

    /// <summary>The item type of a generic collection; null for text, dictionaries and everything else.</summary>
    public static Type? ElementType(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (type == typeof(string) || !type.IsGenericType || type.GetGenericArguments().Length != 1
            || !typeof(IEnumerable).IsAssignableFrom(type))
            return null;
        var item = type.GetGenericArguments()[0];
        return typeof(IEnumerable<>).MakeGenericType(item).IsAssignableFrom(type) ? item : null;
    }

    // Results only: no argument can come bit by bit.
    private static Type? StreamedElementType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
            ? type.GetGenericArguments()[0]
            : null;
}
