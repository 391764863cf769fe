using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>A tenant's plans: every published version, and at most one draft of the next.</summary>
public interface ITrackingPlans
{
    /// <summary>The version that events are judged by; null when none was published.</summary>
    Task<PlanVersion?> PublishedAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>One version, published or the draft; null when there is none of that number.</summary>
    Task<PlanVersion?> FindAsync(TenantScope tenant, int version, CancellationToken cancellationToken);

    /// <summary>The draft; null when there is none.</summary>
    Task<PlanVersion?> DraftAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Versions below a number, the latest first.</summary>
    Task<IReadOnlyList<PlanVersion>> ListAsync(
        TenantScope tenant, int? before, int limit, CancellationToken cancellationToken);

    /// <summary>Saves the draft.</summary>
    /// <param name="tenant">Whose plan.</param>
    /// <param name="definition">Checked.</param>
    /// <param name="expectedRevision">The draft's that the caller read, 0 for none; null replaces whatever there is.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was saved, or how often the draft was saved in truth.</returns>
    Task<PlanChange> SaveDraftAsync(
        TenantScope tenant, PlanDefinition definition, int? expectedRevision, string? by,
        CancellationToken cancellationToken);

    /// <summary>Publishes the draft: the next message is judged by it.</summary>
    /// <param name="tenant">Whose plan.</param>
    /// <param name="version">The draft's.</param>
    /// <param name="expectedRevision">The draft's that the caller read.</param>
    /// <param name="by">Who publishes it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was published, or how often the draft was saved in truth: 0 when there is none of that number.</returns>
    Task<PlanChange> PublishAsync(
        TenantScope tenant, int version, int expectedRevision, string? by, CancellationToken cancellationToken);
}

/// <summary>What became of a change.</summary>
/// <param name="Saved">The changed version; null when somebody else was faster, and nothing was changed.</param>
/// <param name="ActualRevision">The draft's, 0 when there is none.</param>
public sealed record PlanChange(PlanVersion? Saved, int ActualRevision);
