namespace Analytics.Infrastructure.Idempotency;

/// <summary>Parameters: the tenant and the key's name, then what each statement says.</summary>
internal static class IdempotencySql
{
    /// <summary>$3 request, $4 holder, $5 now, $6 when answers are forgotten, $7 when a silent holder is given up.</summary>
    /// <remarks>One row when the key is the holder's. A key whose holder is silent is free for the same request only.</remarks>
    public const string Claim =
        """
        insert into idempotency_keys as known (tenant_id, name, request_hash, holder, claimed_at)
        values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, name) do update
            set request_hash = excluded.request_hash, holder = excluded.holder, claimed_at = excluded.claimed_at,
                answer = null
            where known.claimed_at <= $6
                or (known.answer is null and known.claimed_at <= $7 and known.request_hash = excluded.request_hash)
        """;

    public const string Find = "select request_hash, answer from idempotency_keys where tenant_id = $1 and name = $2";

    /// <summary>$3 holder, $4 answer.</summary>
    public const string Complete =
        "update idempotency_keys set answer = $4 where tenant_id = $1 and name = $2 and holder = $3 and answer is null";

    /// <summary>$3 holder.</summary>
    public const string Release =
        "delete from idempotency_keys where tenant_id = $1 and name = $2 and holder = $3 and answer is null";

    /// <summary>$1 tenant, $2 when answers are forgotten, $3 how many are kept.</summary>
    public const string Purge =
        """
        delete from idempotency_keys where tenant_id = $1 and (claimed_at <= $2 or name in (
            select name from idempotency_keys where tenant_id = $1 and answer is not null
            order by claimed_at desc, name offset $3))
        """;
}
