using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>The imports of a tenant, one of a kind at a time.</summary>
public interface IImportRuns
{
    /// <summary>Notes that an import begins, in the audit log, too, where it writes. The kind is the run's until it is disposed, or its process ends.</summary>
    /// <returns>The run, or <c>IMPORT_RUNNING</c>.</returns>
    Task<Result<IImportRun>> BeginAsync(TenantScope tenant, NewImport import, CancellationToken cancellationToken);

    /// <returns>Null for an id that the tenant has not.</returns>
    Task<ImportRecord?> FindAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>The latest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="before">Begins after this one; null for the latest.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<ImportRecord>> ListAsync(
        TenantScope tenant, Guid? before, int count, CancellationToken cancellationToken);

    /// <summary>Why rows of an import were refused, in the order in which that was found.</summary>
    IAsyncEnumerable<RowError> ErrorsAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);
}

/// <summary>An import that runs.</summary>
public interface IImportRun : IAsyncDisposable
{
    /// <summary>The most errors that are kept one by one.</summary>
    const int MaxErrors = 100_000;

    /// <summary>Names it.</summary>
    Guid Id { get; }

    /// <summary>Notes how far it came, and what was refused since the last time.</summary>
    Task AdvanceAsync(ImportProgress progress, IReadOnlyList<RowError> errors, CancellationToken cancellationToken);

    /// <summary>Notes how it ended.</summary>
    Task EndAsync(ImportState state, Problem? problem, long? position, CancellationToken cancellationToken);
}
