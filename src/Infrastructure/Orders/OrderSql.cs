namespace Analytics.Infrastructure.Orders;

/// <summary>
/// Orders come as arrays, one per column: $2 to $10 of the orders, $11 to $17 of their lines, which name their order by
/// its place.
/// </summary>
internal static class OrderSql
{
    private const string Incoming = """
        with incoming as (
            select * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
                $8::numeric[], $9::boolean[], $10::text[]) with ordinality
                as o (id, kind, placed_at, customer_id, currency, country, total, is_cancelled, channel, place)
        ), incoming_lines as (
            select * from unnest($11::int[], $12::int[], $13::text[], $14::numeric[], $15::numeric[],
                $16::timestamptz[], $17::text[])
                as l (place, number, product_id, quantity, unit_price, ordered_at, product_name)
        )

        """;

    /// <summary>
    /// 0 for a new order, 1 for an unchanged, 2 for a changed one, in the order given. What a product is called says
    /// nothing; nor does the time of lines that were stored without one.
    /// </summary>
    public const string Compare = Incoming + """
        select case
            when stored.external_id is null then 0
            when (stored.kind, stored.placed_at, stored.customer_id, stored.currency, stored.country, stored.total,
                    stored.is_cancelled, stored.channel)
                is not distinct from (o.kind, o.placed_at, o.customer_id, o.currency, o.country, o.total,
                    o.is_cancelled, o.channel)
                and given.lines = kept.lines
                and (kept.is_untimed or given.times = kept.times)
                then 1
            else 2
        end
        from incoming o
        join (
            select place,
                array_agg(row (l.number, l.product_id, l.quantity, l.unit_price) order by l.number) as lines,
                array_agg(coalesce(l.ordered_at, i.placed_at) order by l.number) as times
            from incoming_lines l join incoming i using (place)
            group by place
        ) given using (place)
        left join orders stored on stored.tenant_id = $1 and stored.external_id = o.id
        left join lateral (
            select array_agg(row (line_number, product_id, quantity, unit_price) order by line_number) as lines,
                array_agg(ordered_at order by line_number) as times,
                bool_or(ordered_at is null) as is_untimed
            from order_lines
            where tenant_id = $1 and order_id = stored.external_id
        ) kept on true
        order by place
        """;

    /// <summary>The orders $2 with their lines, line by line.</summary>
    public const string Read = """
        select o.external_id, o.kind, o.placed_at, o.customer_id, o.currency, o.country, o.total, o.is_cancelled,
            o.channel, o.version, l.line_number, l.product_id, l.quantity, l.unit_price, l.ordered_at, l.product_name
        from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.external_id
        where o.tenant_id = $1 and o.external_id = any ($2)
        order by o.external_id, l.line_number
        """;

    /// <summary>In the order of their ids, so that two imports of the same orders wait for each other and do not lock.</summary>
    public const string SaveOrders = Incoming + """
        insert into orders (tenant_id, external_id, kind, placed_at, customer_id, currency, country, total,
            is_cancelled, channel, source, updated_at)
        select $1, id, kind, placed_at, customer_id, currency, country, total, is_cancelled, channel, $18, $19
        from incoming
        order by id
        on conflict (tenant_id, external_id) do update set
            kind = excluded.kind, placed_at = excluded.placed_at, customer_id = excluded.customer_id,
            currency = excluded.currency, country = excluded.country, total = excluded.total,
            is_cancelled = excluded.is_cancelled, channel = excluded.channel, version = orders.version + 1,
            source = excluded.source, updated_at = excluded.updated_at
        """;

    public const string DeleteLines = "delete from order_lines where tenant_id = $1 and order_id = any ($2)";

    public const string SaveLines = Incoming + """
        insert into order_lines (tenant_id, order_id, line_number, product_id, quantity, unit_price, ordered_at,
            product_name)
        select $1, i.id, l.number, l.product_id, l.quantity, l.unit_price, coalesce(l.ordered_at, i.placed_at),
            l.product_name
        from incoming_lines l join incoming i using (place)
        """;
}
