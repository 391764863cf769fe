namespace Analytics.Infrastructure.Access;

internal static class ApiKeySql
{
    public const string Use =
        """
        select id, tenant_id, name, prefix, kind, scopes, role, created_at, expires_at, revoked_at, last_used_at,
            allowed_origins, events_per_second
        from use_api_key($1, $2)
        """;
}
