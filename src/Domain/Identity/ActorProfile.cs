using System.Collections.Immutable;
using System.Text.Json;

namespace Analytics.Domain.Identity;

/// <summary>Who an actor is: the ids that are one with it, and its properties with their history.</summary>
/// <param name="Id">The id under which figures show it: the last of the chain of merges.</param>
/// <param name="IdCount">Number of all ids that are one actor.</param>
/// <param name="Ids">Them, at most 500, the actor's own first, then in the order of their text.</param>
/// <param name="Properties">What the properties are after all changes, by flattened name.</param>
/// <param name="ChangeCount">Number of all changes of properties.</param>
/// <param name="History">The changes, at most 500, the latest first.</param>
/// <param name="Position">The log's head when it was read: pass it as <c>atLeast</c> to see the same in figures.</param>
public sealed record ActorProfile(
    string Id,
    int IdCount,
    ImmutableArray<ActorIdentity> Ids,
    JsonElement Properties,
    int ChangeCount,
    ImmutableArray<ActorPropertyEntry> History,
    long Position)
{
    /// <summary>Most ids and changes that are listed.</summary>
    public const int MostListed = 500;

    /// <param name="ids">Those to list, the actor's own first.</param>
    /// <param name="idCount">Number of all.</param>
    /// <param name="changes">All, in the order in which they take effect: only what is listed of them is kept.</param>
    /// <param name="position">The log's head.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<ActorProfile> OfAsync(
        IReadOnlyList<ActorIdentity> ids, int idCount, IAsyncEnumerable<ActorPropertiesChanged> changes, long position,
        CancellationToken cancellationToken)
    {
        var (values, latest, count) = (new ActorPropertyValues(), new Queue<ActorPropertiesChanged>(), 0);
        await foreach (var changed in changes.WithCancellation(cancellationToken))
        {
            values.Take(changed);
            latest.Enqueue(changed);
            if (++count > MostListed)
                latest.Dequeue();
        }
        return new ActorProfile(
            ids[0].Id, idCount, [.. ids], values.ToJson(), count, [.. latest.Reverse().Select(ActorPropertyEntry.Of)],
            position);
    }
}

/// <summary>One id of an actor.</summary>
/// <param name="Id">As sent.</param>
/// <param name="IsBot">What is decided of its events: true for a robot's, false for a person's, null for as each was collected.</param>
/// <param name="IsOptedOut">Whether nothing more of it is taken.</param>
public sealed record ActorIdentity(string Id, bool? IsBot, bool IsOptedOut);

/// <summary>One change of an actor's properties.</summary>
/// <param name="At">From when on it holds.</param>
/// <param name="Id">The id that it was said of.</param>
/// <param name="Change">What was done with the values.</param>
/// <param name="Properties">The values.</param>
/// <param name="Position">Its place in the log.</param>
public sealed record ActorPropertyEntry(
    DateTimeOffset At, string Id, ActorPropertyChange Change, JsonElement Properties, long Position)
{
    internal static ActorPropertyEntry Of(ActorPropertiesChanged changed) => new(
        changed.At, changed.Actor, changed.Change, JsonElement.Parse(changed.Properties.Span), changed.Position);
}
