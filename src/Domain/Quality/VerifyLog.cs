using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Compares sealed days of a tenant's log with their seals, on request.</summary>
public sealed class VerifyLog(ILogSeals seals, IAuditLog audit)
{
    /// <summary>Positions that one call looks at.</summary>
    public const long MaxPositions = 1_000_000;

    /// <param name="tenant">Whose log.</param>
    /// <param name="request">Which days.</param>
    /// <param name="caller">For the audit log.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, or <c>RANGE_EMPTY</c>, <c>POSITION_UNKNOWN</c>.</returns>
    public async Task<Result<LogVerification>> ExecuteAsync(
        TenantScope tenant, LogVerificationRequest request, string? caller, CancellationToken cancellationToken)
    {
        if (request.From > request.To)
            return Problem.Invalid("RANGE_EMPTY", "'from' is not later than 'to'.", "to");
        if (request.After < 0)
            return Problem.Invalid("POSITION_UNKNOWN", "Positions are counted from 1.", "after");
        var found = await seals.VerifyAsync(
            tenant, request.From, request.To, request.After, MaxPositions, cancellationToken);
        var detail = new Dictionary<string, string>
        {
            ["from"] = $"{request.From:yyyy-MM-dd}",
            ["to"] = $"{request.To:yyyy-MM-dd}",
            ["faults"] = $"{found.FaultCount}",
        };
        await audit.AppendAsync(tenant, new AuditEntry(AuditActions.LogVerified, caller, null, detail), cancellationToken);
        return found;
    }
}

/// <summary>Which part of a log is to be compared with its seals.</summary>
/// <param name="From">First day, by reception.</param>
/// <param name="To">Last day, included.</param>
/// <param name="After">Goes on after this position; 0 from the first.</param>
public sealed record LogVerificationRequest(DateOnly From, DateOnly To, long After);
