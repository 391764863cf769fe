using System.Security.Claims;

namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>How long keys are remembered, and whose they are.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>How long a store remembers an answer.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a key stays taken by a mutation that neither answered nor failed, since its process died; longer than a
    /// request may take. For stores that outlive the process.
    /// </summary>
    public TimeSpan ClaimTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most answers that a store keeps; the oldest go first.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Characters of a key.</summary>
    public int MaxKeyLength { get; set; } = 255;

    /// <summary>Whose keys a request's are: by default the user's, by its name identifier.</summary>
    public Func<OperationRequest, string> Partition { get; set; } = request =>
        request.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? request.User.Identity?.Name ?? "";
}
