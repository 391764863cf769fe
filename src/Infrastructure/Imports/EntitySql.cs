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

    /// <summary>The one of the id $3.</summary>
    public const string Find = """
        select external_id, attributes, source, updated_at, version
        from entities where tenant_id = $1 and kind = $2 and external_id = $3
        """;

    /// <summary>After the id $3, about the person $4, of the first $5 those that have the values $6, at most $7.</summary>
    public const string List = $"""
        select external_id, attributes, source, updated_at, version from (
            select external_id, attributes, source, updated_at, version {LookedAt} limit $5) as looked_at
        where $6::jsonb is null or attributes @> $6::jsonb
        limit $7
        """;

    /// <summary>The last of the first $5, where there are so many.</summary>
    public const string LastLookedAt = $"select external_id {LookedAt} offset $5 - 1 limit 1";

    private const string LookedAt = """
        from entities
        where tenant_id = $1 and kind = $2
            and ($3::text is null or external_id > $3) and ($4::text is null or person_id = $4)
        order by external_id
        """;

    /// <summary>Those of the ids $2 that were erased.</summary>
    public const string Erased = """
        select id
        from erasure_keys, unnest($2::text[]) as id
        where tenant_id = $1 and keyed_hash(inner_pad, outer_pad, id)
            in (select hash from erased_actors where tenant_id = $1)
        """;
}
