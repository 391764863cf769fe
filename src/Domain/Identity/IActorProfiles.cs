using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>What the log says of one actor.</summary>
public interface IActorProfiles
{
    /// <summary>The actor that an id belongs to, as of now; of an id that nothing is said of, the id alone.</summary>
    /// <returns>The profile, or <c>ACTOR_ERASED</c>.</returns>
    Task<Result<ActorProfile>> FindAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken);
}
