namespace Analytics.Infrastructure.Webhooks;

/// <summary>$1 is the tenant throughout, if nothing else is said.</summary>
internal static class WebhookSourceSql
{
    private const string Columns = "id, name, signing, mapping, is_enabled, created_at, updated_at";

    public const string List = $"select {Columns} from webhook_sources where tenant_id = $1 order by created_at, id";

    public const string Find = $"select {Columns}, secret from webhook_sources where tenant_id = $1 and id = $2";

    /// <summary>Source $2 with $3 to $7 at $8, unless there are $9 of them.</summary>
    public const string Add =
        $"""
        insert into webhook_sources (tenant_id, id, name, signing, mapping, is_enabled, secret, created_at, updated_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $8
        where (select count(*) from webhook_sources where tenant_id = $1) < $9
        returning {Columns}
        """;

    /// <summary>$7 is null to keep the secret.</summary>
    public const string Change =
        $"""
        update webhook_sources set name = $3, signing = $4, mapping = $5, is_enabled = $6, secret = coalesce($7, secret),
            updated_at = $8
        where tenant_id = $1 and id = $2
        returning {Columns}
        """;

    public const string Remove = "delete from webhook_sources where tenant_id = $1 and id = $2 returning id";

    /// <summary>$1 is the source.</summary>
    public const string Tenant = "select tenant_of_webhook_source($1)";
}
