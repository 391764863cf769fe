using System.Runtime.CompilerServices;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Imports;

/// <summary>Imports as they go on.</summary>
[SubscriptionType]
public static class ImportSubscriptions
{
    // Hints come from the node that imports: an import of another one is looked at by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>An import as it stands, and again whenever it comes further, until it is over.</summary>
    /// <param name="id">The import's.</param>
    /// <param name="import">As it stands.</param>
    [Authorize(Policies.Query)]
    [Subscribe(With = nameof(WatchAsync))]
    public static ImportNode OnImportProgress([ID] string id, [EventMessage] ImportNode import) => import;

    private static async Task<IAsyncEnumerable<ImportNode>> WatchAsync(
        [ID] string id, TenantScope tenant, IImportRuns runs, ITopicEventReceiver topics, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var import) || await runs.FindAsync(tenant, import, cancellationToken) is null)
            throw Problem.Invalid("IMPORT_NOT_FOUND", "There is no import of this id.", "id").ToException();
        var hints = await topics.SubscribeAsync<ImportProgress>(ImportTopic.NameOf(import), cancellationToken);
        return StatesAsync(tenant, import, runs, hints, clock, cancellationToken);
    }

    private static async IAsyncEnumerable<ImportNode> StatesAsync(
        TenantScope tenant, Guid id, IImportRuns runs, ISourceStream<ImportProgress> hints, TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hint = hints.ReadEventsAsync().GetAsyncEnumerator(cancellationToken);
        var next = hint.MoveNextAsync().AsTask();
        try
        {
            ImportRecord? told = null;
            while (await runs.FindAsync(tenant, id, cancellationToken) is { } record)
            {
                if (record != told)
                    yield return new ImportNode(told = record);
                if (record.State != ImportState.Running)
                    yield break;
                var first = await Task.WhenAny(next, Task.Delay(Patience, clock, cancellationToken));
                if (first == next && await next)
                    next = hint.MoveNextAsync().AsTask();
                else if (first == next)
                    await Task.Delay(Patience, clock, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // Giving up the topic ends the wait for its next message, and only then its reader may go.
            await hints.DisposeAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await hint.DisposeAsync();
        }
    }
}
