using System.Text.Json;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>What is known of the groups that actors belong to.</summary>
public interface IActorGroups
{
    /// <summary>Groups in the order of their ids.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="after">Those after this id; null from the first.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<IReadOnlyList<ActorGroup>> ListAsync(
        TenantScope tenant, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The group of an id; null when no message named it.</summary>
    Task<ActorGroup?> FindAsync(TenantScope tenant, string id, CancellationToken cancellationToken);
}

/// <summary>A company, a community or another group that actors belong to: their property <c>group_id</c> has its id.</summary>
/// <param name="Id">As sent.</param>
/// <param name="Traits">What the latest messages said of it.</param>
/// <param name="UpdatedAt">Time of the latest message.</param>
public sealed record ActorGroup(string Id, JsonElement Traits, DateTimeOffset UpdatedAt);
