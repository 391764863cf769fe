using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Types;

/// <summary>The .NET types of which a method returns the events of a subscription.</summary>
internal static class SourceTypes
{
    /// <summary>What the events of a source are, inside tasks and <see cref="SourceEvent{T}"/>; null for no source.</summary>
    public static Type? EventType(Type type)
    {
        var source = FieldBinding.UnwrapTask(type);
        if (!source.IsGenericType || source.GetGenericTypeDefinition() is var open
            && open != typeof(IAsyncEnumerable<>) && open != typeof(ISourceStream<>))
            return null;
        var item = source.GetGenericArguments()[0];
        return IsSourceEvent(item) ? item.GetGenericArguments()[0] : item;
    }

    /// <summary>Whether the type is a <see cref="SourceEvent{T}"/>.</summary>
    public static bool IsSourceEvent(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(SourceEvent<>);
}
