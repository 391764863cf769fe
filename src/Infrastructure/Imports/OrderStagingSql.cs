namespace Analytics.Infrastructure.Imports;

/// <summary>
/// Rows of one file in a temporary table of the connection that reads the file: nobody else sees it, and it is gone
/// with the transaction. Compared by bytes, which is faster than by a language's rules and all that grouping needs.
/// </summary>
internal static class OrderStagingSql
{
    public const string Create = """
        create temporary table staged_order_rows (
            row           bigint not null,
            line          bigint not null,
            order_id      text collate "C" not null,
            is_good       boolean not null,
            ordered_at    timestamptz,
            customer_id   text collate "C",
            country       text collate "C",
            currency      text collate "C",
            product_id    text collate "C",
            product_name  text collate "C",
            quantity      numeric,
            unit_price    numeric,
            line_id       text collate "C",
            is_cancelled  boolean,
            channel       text collate "C"
        ) on commit drop
        """;

    public const string Copy = """
        copy staged_order_rows (row, line, order_id, is_good, ordered_at, customer_id, country, currency,
            product_id, product_name, quantity, unit_price, line_id, is_cancelled, channel) from stdin (format binary)
        """;

    /// <summary>Room for the sorts of a usual file, before they go to disk.</summary>
    public const string Prepare = "set local work_mem = '64MB'; analyze staged_order_rows";

    /// <summary>Orders by their first row. Of an order with more than $1 rows only that first one.</summary>
    public const string Read = """
        select order_id, first_row, first_line, row_count, number, row, line, is_good, ordered_at, customer_id,
            country, currency, product_id, product_name, quantity, unit_price, line_id, is_cancelled, channel
        from (
            select *,
                min(row) over whole as first_row,
                first_value(line) over sorted as first_line,
                count(*) over whole as row_count,
                row_number() over sorted as number
            from staged_order_rows
            window whole as (partition by order_id), sorted as (partition by order_id order by row)
        ) placed
        where row_count <= $1 or number = 1
        order by first_row, row
        """;

    /// <summary>What a file of customers said goes before what orders say of them.</summary>
    public const string SaveCustomers = """
        insert into entities as known (tenant_id, kind, external_id, attributes, source, updated_at)
        select $1, 'customers', customer_id, jsonb_strip_nulls(jsonb_build_object('country',
            (array_agg(country order by row desc) filter (where country is not null))[1])), $2, $3
        from staged_order_rows
        where is_good and customer_id is not null
        group by customer_id
        order by customer_id
        on conflict (tenant_id, kind, external_id) do update
            set attributes = known.attributes || excluded.attributes, source = excluded.source,
                updated_at = excluded.updated_at, version = known.version + 1
            where excluded.attributes ? 'country' and not known.attributes @> excluded.attributes
                and known.source = excluded.source
        """;

    /// <summary>What a file of products said goes before what orders say of them.</summary>
    public const string SaveProducts = """
        insert into entities as known (tenant_id, kind, external_id, attributes, source, updated_at)
        select $1, 'products', product_id, jsonb_strip_nulls(jsonb_build_object('name',
            (array_agg(product_name order by row desc) filter (where product_name is not null))[1])), $2, $3
        from staged_order_rows
        where is_good
        group by product_id
        order by product_id
        on conflict (tenant_id, kind, external_id) do update
            set attributes = known.attributes || excluded.attributes, source = excluded.source,
                updated_at = excluded.updated_at, version = known.version + 1
            where excluded.attributes ? 'name' and not known.attributes @> excluded.attributes
                and known.source = excluded.source
        """;
}
