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

    /// <summary>The draft of the tracking plan was saved; the target is its version.</summary>
    public const string PlanDrafted = "tracking_plan_drafted";

    /// <summary>A version of the tracking plan began to hold; the target is its number.</summary>
    public const string PlanPublished = "tracking_plan_published";

    /// <summary>An event in the quarantine was mended; the target is its entry, the detail says which of its parts.</summary>
    public const string QuarantineFixed = "quarantine_fixed";

    /// <summary>Events of the quarantine were had judged again and put into the log; the detail says which.</summary>
    public const string QuarantineReplayed = "quarantine_replayed";

    /// <summary>Events of the quarantine were given up; the detail counts them.</summary>
    public const string QuarantineDiscarded = "quarantine_discarded";

    /// <summary>Past events were had looked at with the list of robots.</summary>
    public const string RetagRequested = "bot_retag_requested";

    /// <summary>A file began to be imported; the target is the import, the detail its kind.</summary>
    public const string ImportBegun = "import_begun";

    /// <summary>What the tenant decided about privacy and its own people's events was changed.</summary>
    public const string CollectionSettingsChanged = "collection_settings_changed";
    /// <summary>The limits of an API key were changed; the target is its id.</summary>
    public const string KeyChanged = "key_changed";

    /// <summary>An API key was withdrawn; the target is its id.</summary>
    public const string KeyRevoked = "key_revoked";

    /// <summary>Days of the log were compared with their seals; <c>faults</c> says what that found.</summary>
    public const string LogVerified = "log_verified";

    /// <summary>Derived files were had made anew; the target is the run of the job.</summary>
    public const string Recomputed = "recomputed";

    /// <summary>The thresholds of data quality were changed.</summary>
    public const string ThresholdsSaved = "thresholds_saved";

    /// <summary>What kept figures are broken down by was changed.</summary>
    public const string SnapshotBreakdownsSaved = "snapshot_breakdowns_saved";

    /// <summary>Raw events were written to a file; <c>day</c> and <c>rows</c> say which and how many.</summary>
    public const string EventsExported = "events_exported";

    /// <summary>An endpoint or a source of webhooks was added or changed; the target is its id.</summary>
    public const string WebhookSaved = "webhook_saved";

    /// <summary>An endpoint or a source of webhooks was removed; the target is its id.</summary>
    public const string WebhookRemoved = "webhook_removed";

    /// <summary>A delivery was sent again on request; the target is its id.</summary>
    public const string WebhookReplayed = "webhook_replayed";
    /// <summary>An administrator merged an id into an actor; <c>position</c> is the log's head after it.</summary>
    public const string ActorsMerged = "actors_merged";

    /// <summary>An administrator undid the merge of an id; <c>position</c> is the log's head after it.</summary>
    public const string ActorSplit = "actor_split";

    /// <summary>An administrator changed an actor's properties; <c>position</c> is the log's head after it.</summary>
    public const string ActorChanged = "actor_changed";

    /// <summary>An administrator said whether an id is a robot's; <c>position</c> is the log's head after it.</summary>
    public const string ActorTagged = "actor_tagged";

    /// <summary>An actor opted out; <c>actor_hash</c> is the keyed hash of the id.</summary>
    public const string ActorOptedOut = "actor_opted_out";

    /// <summary>An actor's opt-out was taken back; <c>actor_hash</c> is the keyed hash of the id.</summary>
    public const string ActorOptedIn = "actor_opted_in";
}
