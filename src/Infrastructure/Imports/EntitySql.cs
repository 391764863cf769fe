namespace Analytics.Infrastructure.Imports;

/// <summary>$1 is the tenant throughout, $2 the kind.</summary>
internal static class EntitySql
{
    public const string Read = """
        select external_id, attributes, updated_at, version, steps, source = 'orders', dated_at
        from entities
        where tenant_id = $1 and kind = $2 and external_id = any ($3)
        """;

    /// <summary>Ids $3, attributes $4, times $5, versions $6, steps $7, source's times $8, one each; the source $9.</summary>
    public const string Save = """
        insert into entities (tenant_id, kind, external_id, attributes, updated_at, version, steps, dated_at, source)
        select $1, $2, e.id, e.attributes::jsonb, e.updated_at, e.version, e.steps::jsonb, e.dated_at, $9
        from unnest($3::text[], $4::text[], $5::timestamptz[], $6::int[], $7::text[],
            $8::timestamptz[]) as e (id, attributes, updated_at, version, steps, dated_at)
        order by e.id
        on conflict (tenant_id, kind, external_id) do update set
            attributes = excluded.attributes, updated_at = excluded.updated_at, version = excluded.version,
            steps = excluded.steps, dated_at = excluded.dated_at, source = excluded.source
        """;

    /// <summary>Those of the ids $2 that were erased.</summary>
    public const string Erased = """
        select id
        from erasure_keys, unnest($2::text[]) as id
        where tenant_id = $1 and keyed_hash(inner_pad, outer_pad, id)
            in (select hash from erased_actors where tenant_id = $1)
        """;
}
