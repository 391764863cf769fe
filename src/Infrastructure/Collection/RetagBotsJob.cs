using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Looks at past events with the list of robots as it is now. An id all of whose user agents are robots' is tagged as one,
/// an id none of whose are as a person; one with both keeps what its events were collected as. A run that was cut off goes
/// on after the last id that it wrote down.
/// </summary>
public sealed class RetagBotsJob(
    BotRetags retags, TenantConnections connections, IEnrichmentLists lists, IActorLog actors, TimeProvider clock,
    OpenTenant tenants, JobRuns runs, ILogger<RetagBotsJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Daily, at 02:40 UTC; a tenant whose events were seen with this list is passed over.</summary>
    public const string Cron = "0 40 2 * * ?";

    private const int BatchSize = 500;   // ids that are tagged in one transaction

    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var list = lists.Current;
        var state = await retags.StateAsync(tenant, cancellationToken);
        var isNew = state is null || state.Retag.RequestedAt is not null || state.Retag.ListHash != list.BotsHash;
        if (!isNew && state!.Retag.FinishedAt is not null)
            return;

        var differing = await DifferingAsync(tenant, list, cancellationToken);
        var asked = differing.Union(state?.Agents ?? []).ToArray();
        if (isNew)
            await retags.ExecuteAsync(
                tenant, BotRetagSql.Begin, cancellationToken,
                BotRetags.Value(list.BotsHash), BotRetags.Value(clock.GetUtcNow()), BotRetags.Value(asked));
        if (asked.Length > 0)
            await TagAsync(tenant, list, asked, isNew ? "" : state!.LastActor, cancellationToken);
        await retags.ExecuteAsync(
            tenant, BotRetagSql.Finish, cancellationToken,
            BotRetags.Value(clock.GetUtcNow()), BotRetags.Value(differing.ToArray()));
    }

    /// <summary>User agents of which the list says something else than some of their events do.</summary>
    private async Task<List<string>> DifferingAsync(
        TenantScope tenant, EnrichmentLists list, CancellationToken cancellationToken)
    {
        var differing = new List<string>();
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(BotRetagSql.Agents, lease.Connection) { CommandTimeout = 0 };
        command.Parameters.Add(BotRetags.Value(tenant.Id.Value));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            if (!reader.IsDBNull(0) && reader.GetBoolean(list.IsBot(reader.GetString(0)) ? 1 : 2))
                differing.Add(reader.GetString(0));
        return differing;
    }

    private async Task TagAsync(
        TenantScope tenant, EnrichmentLists list, string[] agents, string after, CancellationToken cancellationToken)
    {
        var robots = agents.Where(list.IsBot).ToArray();
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(BotRetagSql.Actors, lease.Connection) { CommandTimeout = 0 };
        command.Parameters.Add(BotRetags.Value(tenant.Id.Value));
        command.Parameters.Add(BotRetags.Value(robots));
        command.Parameters.Add(BotRetags.Value(agents.Except(robots).ToArray()));
        command.Parameters.Add(BotRetags.Value(after));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tags = new List<BotTag>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (all, any, asCollected) = (reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3));
            if (!ActorId.Create(reader.GetString(0), "id").TryGet(out var actor, out _))
                continue;
            tags.Add(new BotTag(actor, asCollected || all != any ? null : all));
            if (tags.Count == BatchSize)
                await WriteAsync(tenant, tags, cancellationToken);
        }

        await WriteAsync(tenant, tags, cancellationToken);
    }

    private async Task WriteAsync(TenantScope tenant, List<BotTag> tags, CancellationToken cancellationToken)
    {
        if (tags.Count == 0)
            return;
        await actors.TagBotsAsync(tenant, tags, cancellationToken);
        await retags.ExecuteAsync(
            tenant, BotRetagSql.Advance, cancellationToken,
            BotRetags.Value(tags[^1].Actor.Value), BotRetags.Value((long)tags.Count));
        tags.Clear();
    }
}
