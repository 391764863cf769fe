using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>
/// Who does not want to be followed. Events and statements of those are refused on every node from the moment on at
/// which the call is answered; what was collected before stays until it is erased. Keyed hashes are kept, no ids.
/// </summary>
public interface IOptOuts
{
    /// <summary>Takes nothing more of an id, nor of any that is one actor with it now.</summary>
    /// <returns>False when it changed nothing.</returns>
    Task<bool> OptOutAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);

    /// <summary>Takes the opt-out of an id, and of any that is one actor with it now, back.</summary>
    /// <returns>False when it changed nothing.</returns>
    Task<bool> OptInAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);

    /// <summary>What an id is called where it must not stand itself: its keyed hash, in hexadecimal digits.</summary>
    /// <returns>Null when the tenant has no secret, and so nobody ever opted out or was erased.</returns>
    Task<string?> HashAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);

    /// <summary>Whether an id opted out.</summary>
    Task<bool> IsOptedOutAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);
}
