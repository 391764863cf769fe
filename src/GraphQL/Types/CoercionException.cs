using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>A value does not fit the type that it is given for. The message is meant for the caller.</summary>
/// <param name="message">What is wrong.</param>
public sealed class CoercionException(string message) : Exception(message)
{
    /// <summary>Input field names and list indices from the outermost value to the one at fault; may be empty.</summary>
    public ImmutableList<object> Path { get; private init; } = [];

    /// <summary>The same fault, seen from one level further out.</summary>
    internal CoercionException Inside(object segment) => new(Message) { Path = Path.Insert(0, segment) };
}
