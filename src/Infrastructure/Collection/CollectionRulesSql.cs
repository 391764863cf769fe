namespace Analytics.Infrastructure.Collection;

internal static class CollectionRulesSql
{
    /// <summary>
    /// One row for tenant $1: version and text of the published plan, and the settings; null where it has none. The text
    /// is null, too, when the version is $2: it never changes.
    /// </summary>
    public const string Current =
        """
        select published.version, case when published.version <> $2 then published.plan end,
            decided.settings, decided.version
        from (values (1)) as one
        left join collection_settings as decided on tenant_id = $1
        left join lateral (
            select version, plan from tracking_plans
            where tenant_id = $1 and published_at is not null order by version desc limit 1) as published on true
        """;

    public const string Settings = "select settings, version from collection_settings where tenant_id = $1";

    /// <summary>
    /// Tenant $1's settings $2 in place of version $3, by $4; answers the next version, no row when another version is there.
    /// </summary>
    public const string ReplaceSettings =
        """
        insert into collection_settings as kept (tenant_id, settings, version, updated_by)
        select $1, $2, 1, $4 where $3 = 0 or exists (select from collection_settings where tenant_id = $1)
        on conflict (tenant_id) do update
            set settings = excluded.settings, version = kept.version + 1, updated_at = now(), updated_by = excluded.updated_by
            where kept.version = $3
        returning version
        """;
}
