using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Subscriptions;

/// <summary>An event of a source: a value, or a gap where values may have been missed.</summary>
/// <typeparam name="T">What the source gives.</typeparam>
public readonly record struct SourceEvent<T>
{
    /// <summary>An event with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cursor">
    /// Where a later subscription can go on, in its <c>extensions.resumeFrom</c>; opaque to clients, who read it in
    /// <c>extensions.cursor</c>; null for none.
    /// </param>
    public SourceEvent(T value, string? cursor = null) => (Value, Cursor) = (value, cursor);

    /// <summary>The value; the default of <typeparamref name="T"/> for a gap.</summary>
    public T Value { get; }

    /// <summary>Where a later subscription can go on; null when it cannot.</summary>
    public string? Cursor { get; }

    /// <summary>Whether this is no value but the news that values may have been missed.</summary>
    public bool IsGap { get; private init; }

    /// <summary>The news that values may have been missed: what depends on all of them must be read anew.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "A gap among events of T is written SourceEvent<T>.Gap.")]
    public static SourceEvent<T> Gap { get; } = new() { IsGap = true };
}
