using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>
/// What imported states are still to add to the log. It is written together with the states and removed once the log
/// has it, so that a process that ends between the two leaves no state that is not counted.
/// </summary>
public interface IPendingImports
{
    /// <summary>What is left of imports that were cut off, the oldest first.</summary>
    Task<IReadOnlyList<PendingImport>> ListAsync(TenantScope tenant, string kind, CancellationToken cancellationToken);

    /// <summary>Removes one that the log has.</summary>
    Task RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);
}

/// <summary>What one step of an import adds to the log.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">What is imported.</param>
/// <param name="Append">Events and statements about actors.</param>
public sealed record PendingImport(Guid Id, string Kind, LogAppend Append);
