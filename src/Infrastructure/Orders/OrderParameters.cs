using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Orders;

/// <summary>Orders as one array per column: a statement's text stays the same however many there are.</summary>
internal static class OrderParameters
{
    /// <summary>$1 to $17 of <see cref="OrderSql"/>.</summary>
    public static void Add(NpgsqlParameterCollection parameters, TenantScope tenant, IReadOnlyList<Order> orders)
    {
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        parameters.Add(Column(orders, order => order.Id));
        parameters.Add(Column(orders, order => order.Kind == OrderKind.Sale ? "sale" : "refund"));
        parameters.Add(Column(orders, order => order.PlacedAt.ToUniversalTime()));
        parameters.Add(Column(orders, order => order.CustomerId));
        parameters.Add(Column(orders, order => order.Currency));
        parameters.Add(Column(orders, order => order.Country));
        parameters.Add(Column(orders, order => order.Total));
        parameters.Add(Column(orders, order => order.IsCancelled));
        parameters.Add(Column(orders, order => order.Channel));
        var lines = orders.SelectMany((order, place) => order.Lines.Select(line => (Place: place + 1, Line: line)))
            .ToList();
        parameters.Add(Column(lines, each => each.Place));
        parameters.Add(Column(lines, each => each.Line.Number));
        parameters.Add(Column(lines, each => each.Line.ProductId));
        parameters.Add(Column(lines, each => each.Line.Quantity));
        parameters.Add(Column(lines, each => each.Line.UnitPrice));
        parameters.Add(Column(lines, each => each.Line.OrderedAt?.ToUniversalTime()));
        parameters.Add(Column(lines, each => each.Line.ProductName));
    }

    private static NpgsqlParameter<TValue[]> Column<TItem, TValue>(
        IReadOnlyList<TItem> items, Func<TItem, TValue> value) => new() { TypedValue = [.. items.Select(value)] };
}
