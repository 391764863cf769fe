using System.Reflection;
using System.Runtime.CompilerServices;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Lists of any item type that come bit by bit, as lists of <see cref="object"/>.</summary>
internal static class AsyncSequences
{
    private static readonly MethodInfo BoxMethod =
        typeof(AsyncSequences).GetMethod(nameof(Box), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Gives the items of what a resolver returned; null when the type is no <see cref="IAsyncEnumerable{T}"/>.</summary>
    public static Func<object, IAsyncEnumerable<object?>>? Reader(Type type)
    {
        if (ItemType(type) is not { } item)
            return null;
        return item.IsValueType
            ? BoxMethod.MakeGenericMethod(item).CreateDelegate<Func<object, IAsyncEnumerable<object?>>>()
            : items => (IAsyncEnumerable<object?>)items;
    }

    /// <summary>Whether the type is an <see cref="IAsyncEnumerable{T}"/> or implements it.</summary>
    public static bool IsSequence(Type type) => ItemType(type) is not null;

    /// <summary>The item type of <see cref="IAsyncEnumerable{T}"/>, or of a type that implements it; null for others.</summary>
    private static Type? ItemType(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))?.GetGenericArguments()[0];

    private static IAsyncEnumerable<object?> Box<T>(object items)
    {
        return Each((IAsyncEnumerable<T>)items);

        static async IAsyncEnumerable<object?> Each(
            IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }
}
