using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>Holds the rows of one file aside, on disk, until the whole file is known to be readable.</summary>
public interface IOrderStaging
{
    /// <summary>Takes all rows, as they come.</summary>
    /// <exception cref="ImportFaultException">Whatever the rows throw ends the staging and leaves nothing behind.</exception>
    Task<IStagedOrders> StageAsync(
        TenantScope tenant, IAsyncEnumerable<OrderRow> rows, CancellationToken cancellationToken);
}
