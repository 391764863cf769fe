namespace Analytics.Infrastructure.Tenancy;

/// <summary>Look-ups go through functions of the owner: the caller's tenant is not known yet.</summary>
internal static class TenantSql
{
    private const string Columns =
        "id, identifier, name, time_zone, currency, week_start, raw_retention_months, session_gap_ms";

    public const string ById = $"select {Columns} from tenant_by_id($1)";

    public const string ByIdentifier = $"select {Columns} from tenant_by_identifier($1)";

    public const string All = $"select {Columns} from all_tenants()";

    public const string Save =
        $"""
        insert into tenants ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do update set
            identifier = excluded.identifier, name = excluded.name, time_zone = excluded.time_zone,
            currency = excluded.currency, week_start = excluded.week_start,
            raw_retention_months = excluded.raw_retention_months, session_gap_ms = excluded.session_gap_ms
        """;
}
