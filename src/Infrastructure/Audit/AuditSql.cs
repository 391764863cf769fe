namespace Analytics.Infrastructure.Audit;

internal static class AuditSql
{
    public const string Append =
        """
        insert into audit_log (id, tenant_id, occurred_at, action, actor, target, detail)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;
}
