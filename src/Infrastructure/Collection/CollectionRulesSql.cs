namespace Analytics.Infrastructure.Collection;

internal static class CollectionRulesSql
{
    /// <summary>One row for tenant $1: version and text of the published plan, and the settings; null where it has none.</summary>
    public const string Current =
        """
        select published.version, published.plan,
            (select settings from collection_settings where tenant_id = $1) as settings
        from (values (1)) as one
        left join lateral (
            select version, plan from tracking_plans
            where tenant_id = $1 and published_at is not null order by version desc limit 1) as published on true
        """;
}
