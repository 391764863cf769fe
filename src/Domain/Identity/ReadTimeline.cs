using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>Reads a page of what an actor did, under all its ids, as the log has it.</summary>
public sealed class ReadTimeline(IEventAnalytics engine, IRecentEvents events)
{
    /// <param name="tenant">Whose log.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">A position that the answer must have seen; null does not wait.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The page, or what is wrong with the question.</returns>
    public async Task<Result<TimelinePage>> ExecuteAsync(
        TenantScope tenant, TimelineQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var asked = await engine.AskAsync(tenant, query, atLeast, engine.TimelineAsync, cancellationToken);
        if (!asked.TryGet(out var answer, out var problem))
            return problem;
        var last = Math.Min(query.Before ?? answer.Count, answer.Count) - 1;
        var places = answer.Events.Select((place, index) => (place.Position, Place: last - index))
            .ToDictionary(one => one.Position, one => one.Place);
        var stored = await events.ListAsync(tenant, answer.Events, cancellationToken);
        return new TimelinePage(
            answer.Count, [.. stored.Select(one => new TimelineEvent(one, places[one.Event.Position]))],
            last - answer.Events.Length >= 0, answer.Meta.Watermark);
    }
}

/// <summary>A page of what an actor did.</summary>
/// <param name="Count">Events in all.</param>
/// <param name="Events">The latest first; one that was erased since the engine saw it is missing.</param>
/// <param name="HasMore">Whether there are earlier ones.</param>
/// <param name="Watermark">Position of the log as of which places count.</param>
public sealed record TimelinePage(long Count, ImmutableArray<TimelineEvent> Events, bool HasMore, long Watermark);

/// <summary>One event of a timeline.</summary>
/// <param name="Stored">As the log has it.</param>
/// <param name="Place">In the actor's own order, from 0 at the earliest.</param>
public sealed record TimelineEvent(StoredEvent Stored, long Place);
