using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Identity;

/// <summary>Carries out what an administrator decides of an actor, and notes who did.</summary>
public sealed class DecideOnActor(IActorLog log, IOptOuts optOuts, IActorProfiles profiles, IAuditLog audit)
{
    /// <param name="tenant">Whose actor.</param>
    /// <param name="command">What is decided.</param>
    /// <param name="by">Who decides, for the audit log.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>
    /// The actor after it, or <c>ACTOR_ERASED</c>, <c>ACTOR_OPTED_OUT</c>, or <c>ALIAS_NOT_MERGED</c> for an id that is
    /// another actor's.
    /// </returns>
    public async Task<Result<ActorProfile>> ExecuteAsync(
        TenantScope tenant, ActorCommand command, string? by, CancellationToken cancellationToken)
    {
        var (action, written) = await CarryOutAsync(tenant, command, cancellationToken);
        if (!written.TryGet(out var position, out var problem))
            return problem;
        // The position names the entry: the audit log is never changed, so that it must not name whom it is about.
        var detail = new Dictionary<string, string>();
        if (position is { } at)
            detail.Add("position", at.ToString(CultureInfo.InvariantCulture));
        else if (await optOuts.HashAsync(tenant, command.Subject, cancellationToken) is { } hash)
            detail.Add("actor_hash", hash);
        await audit.AppendAsync(tenant, new AuditEntry(action, by, Target: null, detail), cancellationToken);
        return await profiles.FindAsync(tenant, command.Subject, cancellationToken);
    }

    // The log's head after it; null where the log has no part in it.
    private async Task<(string Action, Result<long?> Written)> CarryOutAsync(
        TenantScope tenant, ActorCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ActorCommand.Merge merge:
                return (AuditActions.ActorsMerged, await MergeAsync(tenant, merge, cancellationToken));
            case ActorCommand.Split split:
                return (AuditActions.ActorSplit, Head(await log.SplitAsync(tenant, split.Alias, cancellationToken)));
            case ActorCommand.Change change:
                return (AuditActions.ActorChanged, Head(await log.ChangeAsync(tenant, change.Actor, change.Changes, cancellationToken)));
            case ActorCommand.Tag tag:
                return (AuditActions.ActorTagged, Head(await log.TagBotAsync(tenant, tag.Of, cancellationToken)));
            case ActorCommand.OptOut:
                await optOuts.OptOutAsync(tenant, command.Subject, cancellationToken);
                return (AuditActions.ActorOptedOut, (long?)null);
            default:
                await optOuts.OptInAsync(tenant, command.Subject, cancellationToken);
                return (AuditActions.ActorOptedIn, (long?)null);
        }
    }

    // The log takes no notice of a merge of what is merged; who asked for it wants to know.
    private async Task<Result<long?>> MergeAsync(
        TenantScope tenant, ActorCommand.Merge merge, CancellationToken cancellationToken)
    {
        var written = await log.MergeAsync(tenant, merge.Alias, merge.Actor, cancellationToken);
        if (!written.IsSuccess)
            return Head(written);
        var (alias, actor) = (
            await profiles.FindAsync(tenant, merge.Alias, cancellationToken),
            await profiles.FindAsync(tenant, merge.Actor, cancellationToken));
        return alias.IsSuccess && actor.IsSuccess && alias.Value.Id != actor.Value.Id
            ? Problem.Invalid("ALIAS_NOT_MERGED", "The alias is merged into another actor: split it first.", "alias")
            : Head(written);
    }

    private static Result<long?> Head(Result<long> written) =>
        written.TryGet(out var head, out var problem) ? (long?)head : problem;
}
