namespace Analytics.Infrastructure.Orders;

/// <summary>
/// Orders come as arrays, one per column: $2 to $8 of the orders, $9 to $13 of their lines, which name their order by
/// its place.
/// </summary>
internal static class OrderSql
{
    private const string Incoming = """
        with incoming as (
            select * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
                $8::numeric[]) with ordinality
                as o (id, kind, placed_at, customer_id, currency, country, total, place)
        ), incoming_lines as (
            select * from unnest($9::int[], $10::int[], $11::text[], $12::numeric[], $13::numeric[])
                as l (place, number, product_id, quantity, unit_price)
        )

        """;

    /// <summary>0 for a new order, 1 for an unchanged, 2 for a changed one, in the order given.</summary>
    public const string Compare = Incoming + """
        select case
            when stored.external_id is null then 0
            when (stored.kind, stored.placed_at, stored.customer_id, stored.currency, stored.country, stored.total)
                is not distinct from (o.kind, o.placed_at, o.customer_id, o.currency, o.country, o.total)
                and given.lines = (
                    select array_agg(row (line_number, product_id, quantity, unit_price) order by line_number)
                    from order_lines
                    where tenant_id = $1 and order_id = o.id)
                then 1
            else 2
        end
        from incoming o
        join (
            select place, array_agg(row (number, product_id, quantity, unit_price) order by number) as lines
            from incoming_lines
            group by place
        ) given using (place)
        left join orders stored on stored.tenant_id = $1 and stored.external_id = o.id
        order by place
        """;

    /// <summary>In the order of their ids, so that two imports of the same orders wait for each other and do not lock.</summary>
    public const string SaveOrders = Incoming + """
        insert into orders (tenant_id, external_id, kind, placed_at, customer_id, currency, country, total,
            source, updated_at)
        select $1, id, kind, placed_at, customer_id, currency, country, total, $14, $15
        from incoming
        order by id
        on conflict (tenant_id, external_id) do update set
            kind = excluded.kind, placed_at = excluded.placed_at, customer_id = excluded.customer_id,
            currency = excluded.currency, country = excluded.country, total = excluded.total,
            source = excluded.source, updated_at = excluded.updated_at
        """;

    public const string DeleteLines = "delete from order_lines where tenant_id = $1 and order_id = any ($2)";

    public const string SaveLines = Incoming + """
        insert into order_lines (tenant_id, order_id, line_number, product_id, quantity, unit_price)
        select $1, id, number, product_id, quantity, unit_price
        from incoming_lines join incoming using (place)
        """;
}
