using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Gives events of the quarantine up.</summary>
public sealed class DiscardQuarantined(IQuarantine quarantine, IAuditLog audit)
{
    /// <summary>Deletes what the entries hold; events of their ids are refused from then on.</summary>
    /// <param name="tenant">Whose quarantine.</param>
    /// <param name="filter">Which open entries; its state counts for nothing.</param>
    /// <param name="by">Who does it, for the audit log.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<DiscardOutcome> ExecuteAsync(
        TenantScope tenant, QuarantineFilter filter, string? by, CancellationToken cancellationToken)
    {
        var found = await quarantine.ListAsync(
            tenant, filter with { State = QuarantineState.Open }, null, ReplayQuarantined.MaxEntries + 1, cancellationToken);
        var numbers = found.Take(ReplayQuarantined.MaxEntries).Select(entry => entry.Number).ToList();
        var discarded = await quarantine.CloseAsync(tenant, numbers, QuarantineState.Discarded, cancellationToken);
        await audit.AppendAsync(
            tenant,
            new AuditEntry(AuditActions.QuarantineDiscarded, by, null, new Dictionary<string, string>
            {
                ["discarded"] = discarded.ToString(CultureInfo.InvariantCulture),
            }),
            cancellationToken);
        return new DiscardOutcome(discarded, found.Count > numbers.Count);
    }
}

/// <summary>What became of entries that were to be given up.</summary>
/// <param name="Discarded">How many were.</param>
/// <param name="HasMore">Whether there are more: run it again.</param>
public sealed record DiscardOutcome(int Discarded, bool HasMore);
