namespace Analytics.Domain.Audit;

/// <summary>The words of the audit log, stable for those who search it.</summary>
public static class AuditActions
{
    /// <summary>A credential was refused; <c>code</c> says why, <c>count</c> how often since the entry before.</summary>
    public const string SignInFailed = "sign_in_failed";

    /// <summary>A platform administrator acted in a tenant.</summary>
    public const string ActedInTenant = "acted_in_tenant";

    /// <summary>An API key was made; the target is its id.</summary>
    public const string KeyIssued = "key_issued";

    /// <summary>An API key was withdrawn; the target is its id.</summary>
    public const string KeyRevoked = "key_revoked";

    /// <summary>Days of the log were compared with their seals; <c>faults</c> says what that found.</summary>
    public const string LogVerified = "log_verified";

    /// <summary>Derived files were had made anew; the target is the run of the job.</summary>
    public const string Recomputed = "recomputed";

    /// <summary>An endpoint or a source of webhooks was added or changed; the target is its id.</summary>
    public const string WebhookSaved = "webhook_saved";

    /// <summary>An endpoint or a source of webhooks was removed; the target is its id.</summary>
    public const string WebhookRemoved = "webhook_removed";

    /// <summary>A delivery was sent again on request; the target is its id.</summary>
    public const string WebhookReplayed = "webhook_replayed";
}
