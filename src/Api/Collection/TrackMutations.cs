using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>Events by GraphQL, for callers that have no collector at hand.</summary>
[MutationType]
internal static class TrackMutations
{
    private const int MaxEvents = 500;

    /// <summary>Writes events to the caller's tenant; the answer means that they are durable.</summary>
    /// <param name="input">The events.</param>
    [ListSize(AssumedSize = MaxEvents, SizedFields = ["results"])]
    [Authorize(Policies.Collect)]
    [Idempotent]
    public static async Task<TrackPayload> TrackAsync(
        TrackInput input, TenantScope tenant, ClaimsPrincipal caller, CollectEvents collect,
        [Service] CollectorGate gate, IResolverContext context, CancellationToken cancellationToken)
    {
        if (input.Events.Count is 0 or > MaxEvents)
            return Refused(context, Problem.Invalid("EVENTS_COUNT", $"A request has 1 to {MaxEvents} events."));
        if (gate.Take(caller, input.Events.Count) is { } wait)
            return Refused(context, CollectorGate.RateLimited(wait));
        var drafts = input.Events.Select(one => one.ToDomain()).ToList();
        if (!(await collect.ExecuteAsync(tenant, CollectionSources.Of(caller), drafts, cancellationToken))
            .TryGet(out var receipt, out var problem))
            return Refused(context, problem);
        return new TrackPayload(
            [.. receipt.Verdicts.Select(TrackResult.Of)], receipt.Accepted, receipt.Position, []);
    }

    // Nothing was written: sent again under its key it is tried again.
    private static TrackPayload Refused(IResolverContext context, Problem problem)
    {
        context.AllowRetry();
        return new([], 0, null, [new TrackError(problem.Code, problem.Message)]);
    }
}
