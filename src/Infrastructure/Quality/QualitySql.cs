namespace Analytics.Infrastructure.Quality;

/// <summary>$1 is the tenant throughout.</summary>
internal static class QualitySql
{
    /// <summary>Events that happened from $2 to $3.</summary>
    public const string Lateness =
        """
        select count(*),
            percentile_cont(array[0.5, 0.9]) within group (order by late),
            count(*) filter (where late > 3600), count(*) filter (where late > 86400)
        from (
            select extract(epoch from received_at - occurred_at)::double precision as late
            from events where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3
        ) as arrivals
        """;

    /// <summary>The oldest entry after position $2, and the newest event up to it.</summary>
    public const string Arrivals =
        """
        select
            least(
                (select received_at from events where tenant_id = $1 and position > $2 order by position limit 1),
                (select recorded_at from log_entries where tenant_id = $1 and position > $2 order by position limit 1)),
            (select received_at from events where tenant_id = $1 and position <= $2 order by position desc limit 1)
        """;

    /// <summary>Messages that were received from $2 to $3, by verdict.</summary>
    public const string Capture =
        """
        select coalesce(sum(events) filter (where verdict = 'ACCEPTED'), 0)::bigint,
            coalesce(sum(events) filter (where verdict = 'DUPLICATE'), 0)::bigint,
            coalesce(sum(events) filter (where verdict = 'QUARANTINED'), 0)::bigint,
            coalesce(sum(events) filter (where verdict = 'REJECTED'), 0)::bigint
        from collection_counts where tenant_id = $1 and hour >= $2 and hour < $3
        """;

    // Sales from $2 to $3 beside the payments that name them, which come from a day before to 30 days after; payments
    // of the range that name no order of the shop. A number that no price has is none: it would not fit a decimal. An
    // order that was called off is worth nothing: it needs no payment, and what was paid for it is to be paid back.
    private const string Compared =
        """
        with payments as (
            select nullif(properties ->> 'order_id', '') as order_id, event_id, occurred_at, position,
                upper(nullif(properties ->> 'currency', '')) as currency,
                name = 'payment_refunded' as is_refund,
                coalesce(
                    case when name = 'payment_refunded' then properties -> 'refunded_amount' end,
                    properties -> 'amount', properties -> 'total', properties -> 'value') as sent
            from events
            where tenant_id = $1 and name in ('payment_completed', 'payment_refunded')
                and occurred_at >= $2 - interval '1 day' and occurred_at < $3 + interval '30 days'
        ), paid as (
            select coalesce('order/' || order_id, 'event/' || event_id) as key, max(order_id) as order_id,
                (array_agg(event_id order by occurred_at, position) filter (where not is_refund))[1] as event_id,
                min(occurred_at) filter (where not is_refund) as paid_at,
                sum(amount) filter (where not is_refund) as amount, sum(amount) filter (where is_refund) as refunded,
                max(currency) filter (where not is_refund) as currency,
                count(distinct currency) filter (where not is_refund) > 1 as is_mixed
            from (
                select *, case when jsonb_typeof(sent) = 'number' and abs(sent::numeric) < 1e15 then sent::numeric end as amount
                from payments) as amounts
            group by 1
            having count(*) filter (where not is_refund) > 0
        ), sales as (
            select 'order/' || external_id as key, external_id, placed_at, currency, is_cancelled,
                case when is_cancelled then 0 else total end as total
            from orders
            where tenant_id = $1 and kind = 'sale' and placed_at >= $2 and placed_at < $3
        ), compared as (
            select key, coalesce(sales.external_id, paid.order_id) as order_id, paid.event_id,
                coalesce(sales.placed_at, paid.paid_at) as at, sales.total, round(paid.amount - case when sales.is_cancelled then coalesce(paid.refunded, 0) else 0 end, 6) as amount,
                sales.currency as order_currency, paid.currency as paid_currency,
                case
                    when paid.event_id is null then case when not sales.is_cancelled then 0 end
                    when sales.external_id is null then 1
                    when paid.amount - case when sales.is_cancelled then coalesce(paid.refunded, 0) else 0 end
                        is distinct from sales.total or paid.is_mixed or paid.currency <> sales.currency then 2
                end as difference
            from sales full join paid using (key)
            where sales.external_id is not null
                or paid.paid_at >= $2 and paid.paid_at < $3 and not exists (
                    select from orders where tenant_id = $1 and external_id = paid.order_id)
        )

        """;

    /// <summary>Numbers of sales and of each kind of difference.</summary>
    public const string Reconcile = Compared +
        """
        select count(*) filter (where difference is distinct from 1), count(*) filter (where difference = 0),
            count(*) filter (where difference = 1), count(*) filter (where difference = 2)
        from compared
        """;

    /// <summary>At most $5 differences after key $4.</summary>
    public const string Differences = Compared +
        """
        select difference, key, order_id, event_id, at, total, amount, order_currency, paid_currency
        from compared
        where difference is not null and ($4::text is null or key collate "C" > $4)
        order by key collate "C"
        limit $5
        """;
}
