namespace Analytics.Domain.Querying;

/// <summary>
/// A question of the algebra: immutable, the same for every engine, without a word about who asks or how fresh the
/// answer has to be; it may say of which past state of the log it asks. Records compare lists by reference, so that equal questions are not equal by <c>==</c>:
/// they have the same <see cref="Canonical.QueryKey"/>.
/// </summary>
public abstract record Question
{
    /// <summary>Whether events tagged as a bot's count.</summary>
    public bool IncludeBots { get; init; }

    /// <summary>The position of the log as of which it is answered, as if nothing had come after it but erasures; null for
    /// the newest. A question inside another one has none of its own.</summary>
    public long? AsOf { get; init; }

    /// <summary>Whether the question makes sense and is not too large; engines answer only those that do.</summary>
    /// <returns>The first fault with its path, in the order of the members; null when there is none.</returns>
    public abstract Problem? Check();

    /// <summary>The properties that it reads, as often as it names them.</summary>
    public abstract IEnumerable<PropertyRef> Properties();
}
