using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Identity;

/// <summary>What administrators decide of actors; each is noted in the audit log.</summary>
[MutationType]
public static class ActorMutations
{
    /// <summary>Makes an id another actor's, for past and future events, also where a message could not: when the id
    /// names a person. An id that is merged already is left as it is: split it first.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> MergeActorsAsync(
        MergeActorsInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(), tenant, caller, decide, cancellationToken);

    /// <summary>Undoes the merge of an id: every figure is what it would be without it.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> SplitActorAsync(
        SplitActorInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(), tenant, caller, decide, cancellationToken);

    /// <summary>Changes properties of an actor.</summary>
    /// <param name="input">Which, and from when on.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> SetActorPropertiesAsync(
        SetActorPropertiesInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        TimeProvider clock, CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(clock.GetUtcNow()), tenant, caller, decide, cancellationToken);

    /// <summary>Takes nothing more of an actor, from the answer on; what was collected before stays.</summary>
    /// <param name="input">Whom.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> OptOutActorAsync(
        OptOutActorInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(), tenant, caller, decide, cancellationToken);

    /// <summary>Takes events of an actor again that had opted out.</summary>
    /// <param name="input">Whom.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> OptInActorAsync(
        OptInActorInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(), tenant, caller, decide, cancellationToken);

    /// <summary>Says whether an id's events are a robot's, whatever they were taken for when they were collected.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static Task<ActorProfile> TagActorBotAsync(
        TagActorBotInput input, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        DecideAsync(input.ToDomain(), tenant, caller, decide, cancellationToken);

    private static async Task<ActorProfile> DecideAsync(
        Result<ActorCommand> command, TenantScope tenant, ClaimsPrincipal caller, DecideOnActor decide,
        CancellationToken cancellationToken) =>
        (await decide.ExecuteAsync(
            tenant, command.OrRefuse(), CallerClaims.SubjectOf(caller), cancellationToken)).OrRefuse();
}
