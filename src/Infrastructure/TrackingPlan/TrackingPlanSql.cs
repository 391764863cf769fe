namespace Analytics.Infrastructure.TrackingPlan;

/// <summary>$1 is the tenant.</summary>
internal static class TrackingPlanSql
{
    public const string Published =
        $"select {Columns} from tracking_plans where tenant_id = $1 and published_at is not null order by version desc limit 1";

    public const string Find = $"select {Columns} from tracking_plans where tenant_id = $1 and version = $2";

    public const string Draft = $"select {Columns} from tracking_plans where tenant_id = $1 and published_at is null";

    public const string List =
        $"select {Columns} from tracking_plans where tenant_id = $1 and version < $2 order by version desc limit $3";

    /// <summary>Makes a draft of the plan $2 by $3 unless there is one.</summary>
    public const string Insert =
        $"""
        insert into tracking_plans (tenant_id, version, plan, updated_by)
        select $1, coalesce(max(version) filter (where published_at is not null), 0) + 1, $2, $3
        from tracking_plans where tenant_id = $1
        on conflict do nothing
        returning {Columns}
        """;

    /// <summary>Puts the plan $2 by $3 into the draft when its revision is $4; null for any.</summary>
    public const string Update =
        $"""
        update tracking_plans set plan = $2, updated_by = $3, updated_at = now(), revision = revision + 1
        where tenant_id = $1 and published_at is null and ($4::integer is null or revision = $4)
        returning {Columns}
        """;

    /// <summary>Publishes the draft $2 of revision $3 by $4.</summary>
    public const string Publish =
        $"""
        update tracking_plans set published_at = now(), published_by = $4
        where tenant_id = $1 and version = $2 and revision = $3 and published_at is null
        returning {Columns}
        """;

    private const string Columns = "version, revision, plan, updated_at, updated_by, published_at, published_by";
}
