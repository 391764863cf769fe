using System.Collections.Immutable;
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

/// <summary>The rows of one order.</summary>
/// <param name="OrderId">The order's.</param>
/// <param name="FirstRow">Number of the first row in the file.</param>
/// <param name="FirstLine">The line of the file on which it starts.</param>
/// <param name="RowCount">Of all its rows, refused ones too.</param>
/// <param name="Lines">The rows that were not refused before; empty when there are too many.</param>
public sealed record StagedOrder(
    string OrderId, long FirstRow, long FirstLine, int RowCount, ImmutableArray<StagedLine> Lines);

/// <summary>One row of an order.</summary>
/// <param name="Number">Its place among all rows of the order, from 1.</param>
/// <param name="Row">Its number in the file.</param>
/// <param name="Line">The line of the file on which it starts.</param>
/// <param name="Content">What it says.</param>
public readonly record struct StagedLine(int Number, long Row, long Line, OrderRowContent Content);

/// <summary>What an import wrote beside its orders.</summary>
/// <param name="Customers">New or changed.</param>
/// <param name="Products">New or changed.</param>
public sealed record CatalogueCounts(long Customers, long Products);
