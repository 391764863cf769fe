using Analytics.Api.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>Events by GraphQL, for callers that have no collector at hand.</summary>
[MutationType]
public static class TrackMutations
{
    private const int MaxEvents = 500;

    /// <summary>Writes events to the caller's tenant; the answer means that they are durable.</summary>
    /// <param name="input">The events.</param>
    [Authorize(Policies.Collect)]
    public static async Task<TrackPayload> TrackAsync(
        TrackInput input, TenantScope tenant, CollectEvents collect, CancellationToken cancellationToken)
    {
        if (input.Events.Count is 0 or > MaxEvents)
            return Refused(Problem.Invalid("EVENTS_COUNT", $"A request has 1 to {MaxEvents} events."));
        var drafts = input.Events.Select(one => one.ToDomain()).ToList();
        if (!(await collect.ExecuteAsync(tenant, drafts, cancellationToken)).TryGet(out var receipt, out var problem))
            return Refused(problem);
        return new TrackPayload(
            [.. receipt.Verdicts.Select(TrackResult.Of)], receipt.Accepted, receipt.Position, []);
    }

    private static TrackPayload Refused(Problem problem) =>
        new([], 0, null, [new TrackError(problem.Code, problem.Message)]);
}
