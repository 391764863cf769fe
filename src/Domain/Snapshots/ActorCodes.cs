namespace Analytics.Domain.Snapshots;

/// <summary>Which actors ids belong to now, as numbers: two ids have the same one when they are one actor.</summary>
/// <param name="moved">By code of an id whose actor is another one: that one's number; -1 where the id was erased. All
/// other codes are their own number.</param>
/// <param name="ids">By id as sent: its actor's number.</param>
/// <param name="count">Above every number.</param>
public sealed class ActorCodes(IReadOnlyDictionary<int, int> moved, IReadOnlyDictionary<string, int> ids, int count)
{
    /// <summary>Above every number.</summary>
    public int Count => count;

    /// <summary>The number of a code's actor; -1 for one who was erased.</summary>
    public int Of(int code) => moved.TryGetValue(code, out var actor) ? actor : code;

    /// <summary>The number of an id's actor.</summary>
    public int Of(string id) => ids[id];
}
