using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Orders;

/// <summary>How an order compares with the one of the same id in the store.</summary>
public enum OrderDifference
{
    /// <summary>The store has none.</summary>
    New,

    /// <summary>The store has the same, line by line.</summary>
    Unchanged,

    /// <summary>The store has another state of it.</summary>
    Changed,
}

/// <summary>The latest state of a tenant's orders.</summary>
public interface IOrderStore
{
    /// <returns>One entry an order, in the order given.</returns>
    Task<IReadOnlyList<OrderDifference>> CompareAsync(
        TenantScope tenant, IReadOnlyList<Order> orders, CancellationToken cancellationToken);

    /// <summary>Orders by their ids; those that the store has not are missing.</summary>
    Task<IReadOnlyDictionary<string, StoredOrder>> ReadAsync(
        TenantScope tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Writes orders with their lines in place of what the store has of them, and what they add to the log as pending:
    /// all or none.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="orders">No id twice.</param>
    /// <param name="source">Who says so, e.g. <c>import</c>.</param>
    /// <param name="updatedAt">When it said so, UTC.</param>
    /// <param name="pendingId">Names <paramref name="pending"/> on the list of pending appends.</param>
    /// <param name="pending">What they add to the log.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    Task SaveAsync(
        TenantScope tenant,
        IReadOnlyList<Order> orders,
        string source,
        DateTimeOffset updatedAt,
        Guid pendingId,
        LogAppend pending,
        CancellationToken cancellationToken);
}
