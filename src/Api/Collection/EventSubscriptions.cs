using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>The raw log as it grows.</summary>
[SubscriptionType]
public static class EventSubscriptions
{
    /// <summary>Raw events as soon as they are durable: each one once, in the order of acceptance. The answer's
    /// <c>extensions.cursor</c>, sent back as <c>extensions.resumeFrom</c>, goes on after that event; without it the
    /// stream begins with what comes next.</summary>
    /// <param name="filter">Which events; all by default.</param>
    /// <param name="received">The event.</param>
    [Authorize(Policies.Query)]
    [Subscribe(With = nameof(ReadAsync))]
    public static EventNode OnLiveEvents(EventFilterInput? filter, [EventMessage] EventNode received) => received;

    private static async Task<IAsyncEnumerable<SourceEvent<EventNode>>> ReadAsync(
        EventFilterInput? filter,
        [ResumeFrom] string? cursor,
        TenantScope tenant,
        FollowEvents follow,
        CancellationToken cancellationToken)
    {
        var wanted = filter?.ToDomain() ?? RecentEventsFilter.Any;
        var after = (await follow.BeginAsync(tenant, Position(cursor), cancellationToken)).OrThrow();
        return Nodes(follow.ExecuteAsync(tenant, wanted, after, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<SourceEvent<EventNode>> Nodes(
        IAsyncEnumerable<StoredEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in events.WithCancellation(cancellationToken))
            yield return new(new(stored), stored.Event.Position.ToString(CultureInfo.InvariantCulture));
    }

    private static long? Position(string? cursor) =>
        cursor is null ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw Problem.Invalid("CURSOR_UNKNOWN", "The cursor is none of this subscription's.", "resumeFrom").ToException();
}
