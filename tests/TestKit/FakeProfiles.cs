using System.Collections.Immutable;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>What a log in memory says of an actor's ids.</summary>
/// <param name="log">Its entries.</param>
/// <param name="optedOut">Whether everybody opted out.</param>
public sealed class FakeProfiles(FakeEventLog log, bool optedOut = false) : IActorProfiles
{
    public Task<Result<ActorProfile>> FindAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        var identity = IdentityState.After(log.Entries(tenant));
        if (identity.IsErased(actor.Value))
            return Task.FromResult<Result<ActorProfile>>(Problem.Invalid("ACTOR_ERASED", "Gone.", "id"));
        var id = identity.ActorOf(actor.Value);
        ImmutableArray<ActorIdentity> ids = [new ActorIdentity(id, null, optedOut)];
        return Task.FromResult<Result<ActorProfile>>(new ActorProfile(id, 1, ids, default, 0, [], 0));
    }
}
