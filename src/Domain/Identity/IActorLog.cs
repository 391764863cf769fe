using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>
/// Writes what becomes known of actors to the log that holds their events. Every method returns the log's head once
/// all is durable: pass it as <c>atLeast</c> to read it back. What would change nothing is not written.
/// </summary>
public interface IActorLog
{
    /// <summary>Makes the alias's events the actor's, also where a message could not: when the alias names a person.</summary>
    /// <returns>The head, or <c>ACTOR_ERASED</c> or <c>ACTOR_OPTED_OUT</c> when either was.</returns>
    Task<Result<long>> MergeAsync(TenantScope tenant, ActorId alias, ActorId actor, CancellationToken cancellationToken);

    /// <summary>Undoes the alias's merge.</summary>
    /// <returns>The head.</returns>
    Task<Result<long>> SplitAsync(TenantScope tenant, ActorId alias, CancellationToken cancellationToken);

    /// <summary>Changes properties of an actor.</summary>
    /// <param name="tenant">Whose actor.</param>
    /// <param name="actor">An id as sent.</param>
    /// <param name="changes">In the order in which they take effect.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The head, or <c>ACTOR_ERASED</c> or <c>ACTOR_OPTED_OUT</c>.</returns>
    Task<Result<long>> ChangeAsync(
        TenantScope tenant, ActorId actor, IReadOnlyList<PropertyChanges> changes, CancellationToken cancellationToken);

    /// <summary>Tags all events of an id, or takes the tag away.</summary>
    /// <returns>The head, or <c>ACTOR_ERASED</c>.</returns>
    Task<Result<long>> TagBotAsync(TenantScope tenant, BotTag tag, CancellationToken cancellationToken);

    /// <summary>Tags many ids at once, each at most once; of those who were erased nothing is written.</summary>
    /// <returns>The head.</returns>
    Task<long> TagBotsAsync(TenantScope tenant, IReadOnlyList<BotTag> tags, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes an actor for good: the id and every id that is one actor with it, with their events, properties, tags
    /// and merges. It takes as long as reading the tenant's events does; others write meanwhile.
    /// </summary>
    /// <returns>The head; of somebody unknown nothing but the hash is written.</returns>
    Task<Result<long>> EraseAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);
}
