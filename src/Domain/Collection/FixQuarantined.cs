using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Collection;

/// <summary>Mends an event in the quarantine; it stays there until it is replayed.</summary>
public sealed class FixQuarantined(IQuarantine quarantine, ICollectionRules rules, IAuditLog audit)
{
    /// <summary>Changes the name, the properties or both.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="number">The entry's.</param>
    /// <param name="fix">What changes.</param>
    /// <param name="by">Who does it, for the audit log.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// The entry, with the breach that is left if there is one; <c>QUARANTINE_ENTRY_UNKNOWN</c> when it is not open, or
    /// what is wrong with the changes.
    /// </returns>
    public async Task<Result<QuarantineEntry>> ExecuteAsync(
        TenantScope tenant, long number, QuarantineFix fix, string? by, CancellationToken cancellationToken)
    {
        var found = await quarantine.ListAsync(
            tenant, new QuarantineFilter(QuarantineState.Open, Numbers: [number]), null, 1, cancellationToken);
        if (found is not [{ Event: { } kept } entry])
            return Unknown;
        if (!Mend(kept, fix.Name, fix.Properties).TryGet(out var mended, out var problem))
            return problem;
        var plan = (await rules.OfAsync(tenant, cancellationToken)).Plan;
        mended = PlanJudge.WithoutDenied(plan, mended);
        var breach = PlanJudge.Worst(plan, mended.Name, mended.Properties) is { Consequence: not PlanConsequence.Notice } left
            ? left.Problem
            : null;
        if (!await quarantine.MendAsync(tenant, number, mended, breach, cancellationToken))
            return Unknown;
        // Which parts, never what they say: the log is kept longer than an erased person's event.
        await audit.AppendAsync(
            tenant,
            new AuditEntry(
                AuditActions.QuarantineFixed, by, number.ToString(CultureInfo.InvariantCulture),
                new Dictionary<string, string>
                {
                    ["name"] = fix.Name is null ? "kept" : "changed",
                    ["properties"] = fix.Properties.IsEmpty ? "kept" : "changed",
                }),
            cancellationToken);
        return entry with { Name = mended.Name, Event = mended, Problem = breach };
    }

    private static Problem Unknown => Problem.Invalid(
        "QUARANTINE_ENTRY_UNKNOWN", "There is no such open entry in the quarantine.", "id");

    private static Result<NewEvent> Mend(NewEvent kept, string? name, ReadOnlyMemory<byte> patch)
    {
        if (EventRules.CheckName(name ?? kept.Name, "name") is { } problem)
            return problem;
        if (patch.IsEmpty)
            return kept with { Name = name ?? kept.Name };
        if (EventDraft.CheckObject(patch, "properties") is { } malformed)
            return malformed;
        var properties = JsonMergePatch.Apply(kept.Properties, patch);
        if (properties.Length + kept.Context.Length > EventRules.MaxEventBytes)
            return EventReader.TooLarge;
        return EventDraft.CheckObject(properties, "properties") is { } fault
            ? fault
            : kept with { Name = name ?? kept.Name, Properties = properties };
    }
}

/// <summary>Changes of an event in the quarantine.</summary>
/// <param name="Name">The event's new name; null keeps it.</param>
/// <param name="Properties">A JSON merge patch (RFC 7396) for the properties; empty keeps them.</param>
public sealed record QuarantineFix(string? Name, ReadOnlyMemory<byte> Properties);
