using System.Security.Claims;

namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>How long keys are remembered, and whose they are.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>How long the store in memory remembers an answer.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The most answers that the store in memory keeps; the oldest go first.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Characters of a key.</summary>
    public int MaxKeyLength { get; set; } = 255;

    /// <summary>Whose keys a request's are: by default the user's, by its name identifier.</summary>
    public Func<OperationRequest, string> Partition { get; set; } = request =>
        request.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? request.User.Identity?.Name ?? "";
}
