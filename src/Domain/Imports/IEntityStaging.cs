using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>Holds the rows of one file aside, on disk, until the whole file is known to be readable.</summary>
public interface IEntityStaging
{
    /// <summary>Takes all rows, as they come.</summary>
    /// <exception cref="ImportFaultException">Whatever the rows throw ends the staging and leaves nothing behind.</exception>
    Task<IStagedEntities> StageAsync(
        TenantScope tenant, IAsyncEnumerable<EntityRow> rows, CancellationToken cancellationToken);
}

/// <summary>The rows of one file. Disposed, they are gone.</summary>
public interface IStagedEntities : IAsyncDisposable
{
    /// <summary>The rows as they came.</summary>
    IAsyncEnumerable<EntityRow> ReadAsync(CancellationToken cancellationToken);
}
