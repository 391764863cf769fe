using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Collection;

/// <summary>Judges events of the quarantine by the plan of now, and puts those that keep to it into the log.</summary>
/// <remarks>
/// They keep their ids and their times, so that they land where they belong and count once. Killed half way it is run
/// again: what is in the log already is closed as such.
/// </remarks>
public sealed class ReplayQuarantined(
    IQuarantine quarantine, IEventLog log, ICollectionRules rules, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Most entries that are looked at in one run.</summary>
    public const int MaxEntries = 10_000;

    private const int PageSize = 500;

    /// <summary>Returns once everything replayed is durable.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="filter">Which open entries; its state counts for nothing.</param>
    /// <param name="by">Who does it, for the audit log.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>What became of them, or <c>COLLECTION_BUSY</c>: those that are left can be replayed later.</returns>
    public async Task<Result<ReplayOutcome>> ExecuteAsync(
        TenantScope tenant, QuarantineFilter filter, string? by, CancellationToken cancellationToken)
    {
        // Before anything is written, so that no event comes back without a word of who had it done.
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.QuarantineReplayed, by, null, Detail(filter)), cancellationToken);
        var plan = (await rules.OfAsync(tenant, cancellationToken)).Plan;
        var window = new ReceptionWindow(tenant.Tenant, clock.GetUtcNow());
        var outcome = new ReplayOutcome(0, 0, 0, false, null);
        filter = filter with { State = QuarantineState.Open };
        long? before = null;
        for (var seen = 0; seen < MaxEntries; seen += PageSize)
        {
            var page = await quarantine.ListAsync(tenant, filter, before, PageSize, cancellationToken);
            if (page.Count == 0)
                return outcome;
            if (!(await ReplayAsync(tenant, page, plan, window, cancellationToken)).TryGet(out var replayed, out var problem))
                return problem;
            outcome = outcome.And(replayed);
            if (page.Count < PageSize)
                return outcome;
            before = page[^1].Number;
        }

        return outcome with { HasMore = true };
    }

    private async Task<Result<ReplayOutcome>> ReplayAsync(
        TenantScope tenant, IReadOnlyList<QuarantineEntry> page, PublishedPlan plan, ReceptionWindow window,
        CancellationToken cancellationToken)
    {
        var (numbers, events, children) = (new List<long>(), new List<NewEvent>(), new List<NewEvent>());
        foreach (var entry in page)
            if (Judge(entry, plan, window) is { } good
                && ChildEvents.Of(good, EventPayload.MaxEvents - children.Count).TryGet(out var own, out _))
            {
                numbers.Add(entry.Number);
                events.Add(good);
                children.AddRange(own);
            }

        if (events.Count == 0)
            return new ReplayOutcome(0, 0, page.Count, false, null);
        if (!(await log.AppendAsync(tenant, [.. events, .. children], cancellationToken)).TryGet(out var appended, out var problem))
            return problem;
        var taken = numbers.Where((_, i) => IsTaken(appended.Events[i])).ToList();
        var refused = numbers.Except(taken).ToList();
        await quarantine.CloseAsync(tenant, taken, QuarantineState.Replayed, cancellationToken);
        // Whoever was erased or opted out meanwhile: nothing of him is kept.
        if (refused.Count > 0)
            await quarantine.CloseAsync(tenant, refused, QuarantineState.Discarded, cancellationToken);
        return new ReplayOutcome(
            appended.Events.Take(events.Count).Count(status => status == AppendStatus.Written), refused.Count, page.Count - events.Count,
            false, appended.Position);
    }

    private static Dictionary<string, string> Detail(QuarantineFilter filter) => new()
    {
        ["code"] = filter.Code ?? "",
        ["name"] = filter.Name ?? "",
        ["entries"] = filter.Numbers?.Count.ToString(CultureInfo.InvariantCulture) ?? "all",
    };

    private static NewEvent? Judge(QuarantineEntry entry, PublishedPlan plan, ReceptionWindow window)
    {
        if (entry.Event is not { } kept || window.Check(kept.OccurredAt, "timestamp") is not null)
            return null;
        var good = PlanJudge.WithoutDenied(plan, kept);
        return PlanJudge.Worst(plan, good.Name, good.Properties) is { Consequence: not PlanConsequence.Notice } ? null : good;
    }

    private static bool IsTaken(AppendStatus status) => status is AppendStatus.Written or AppendStatus.Duplicate;
}

/// <summary>What became of entries that were to be replayed.</summary>
/// <param name="Replayed">Written to the log now.</param>
/// <param name="Discarded">Refused for whom they are about, and deleted.</param>
/// <param name="StillOpen">Those that the plan, or the time since when events are kept, does not let in.</param>
/// <param name="HasMore">Whether there are entries that were not looked at: run it again.</param>
/// <param name="Position">The log's position that covers them; null when nothing was written or known.</param>
public sealed record ReplayOutcome(int Replayed, int Discarded, int StillOpen, bool HasMore, long? Position)
{
    internal ReplayOutcome And(ReplayOutcome next) => new(
        Replayed + next.Replayed, Discarded + next.Discarded, StillOpen + next.StillOpen, next.HasMore,
        next.Position ?? Position);
}
