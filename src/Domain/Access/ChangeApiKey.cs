using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Access;

/// <summary>Changes from where and how fast a key may be used, and notes who did.</summary>
public sealed class ChangeApiKey(IApiKeyStore keys, IAuditLog audit)
{
    /// <param name="tenant">Whose key it is; another tenant's key is not found.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="limits">What holds from now on.</param>
    /// <param name="actor">Who asks, for the audit log; null for the product itself.</param>
    /// <param name="cancellationToken">Gives up before the key is changed.</param>
    /// <returns>The key, or <c>KEY_UNKNOWN</c>.</returns>
    public async Task<Result<ApiKey>> ExecuteAsync(
        TenantScope tenant, Guid id, KeyLimits limits, string? actor, CancellationToken cancellationToken)
    {
        if (await keys.ChangeAsync(tenant, id, limits, cancellationToken) is not { } changed)
            return Unknown;
        var detail = new Dictionary<string, string>
        {
            ["allowedOrigins"] = string.Join(' ', limits.AllowedOrigins),
            ["eventsPerSecond"] = limits.EventsPerSecond?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        await audit.AppendAsync(tenant, new AuditEntry(AuditActions.KeyChanged, actor, id.ToString(), detail), cancellationToken);
        return changed;
    }

    /// <summary>The tenant has no such key.</summary>
    public static Problem Unknown { get; } = Problem.Invalid("KEY_UNKNOWN", "The tenant has no key of this id.", "id");
}
