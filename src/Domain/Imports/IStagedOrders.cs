namespace Analytics.Domain.Imports;

/// <summary>The rows of one file, sorted out. Disposed, they are gone.</summary>
public interface IStagedOrders : IAsyncDisposable
{
    /// <summary>The orders in the order in which the file first names them, each with its rows in the file's order.</summary>
    /// <param name="maxRows">An order of more rows comes without any, so that none is larger than memory.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<StagedOrder> ReadAsync(int maxRows, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the customers and products that the file's good rows name: the last country, the last name in the
    /// file's order. To be called once, after reading.
    /// </summary>
    Task<CatalogueCounts> SaveCatalogueAsync(
        string source, DateTimeOffset updatedAt, CancellationToken cancellationToken);
}

/// <summary>What an import wrote beside its orders.</summary>
/// <param name="Customers">New or changed.</param>
/// <param name="Products">New or changed.</param>
public sealed record CatalogueCounts(long Customers, long Products);
