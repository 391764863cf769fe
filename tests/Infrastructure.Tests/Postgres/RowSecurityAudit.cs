using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres;

/// <summary>Reads the database's catalogue and reports whatever would let a tenant's rows out.</summary>
internal static class RowSecurityAudit
{
    private const string TenantIs =
        " = (NULLIF(current_setting('analytics.tenant'::text, true), ''::text))::uuid)";

    // Tables without a tenant: name them here only if no row of them says anything of a tenant.
    private static readonly string[] _withoutTenant = ["public.__EFMigrationsHistory", "public.maintenance_runs"];

    // Schemas that other libraries fill; the roles of this product have no business there but the jobs' own.
    private static readonly string[] _foreignSchemas = ["quartz"];

    // The tenant's secret for erased ids goes with the log: what reads it knows an erased id by nothing else.
    private static readonly string[] _log =
        ["public.events", "public.log_heads", "public.log_entries", "public.erasure_keys"];

    // Policies beside "tenant": table, policy, command, the one role.
    private static readonly string[] _further =
    [
        "tenants lookup SELECT {analytics_owner}",
        "api_keys lookup SELECT {analytics_owner}",
        "api_keys note_use UPDATE {analytics_owner}",
        "log_heads projector SELECT {analytics_projector}",
        "events projector SELECT {analytics_projector}",
        "log_entries projector SELECT {analytics_projector}",
        "erasure_keys projector SELECT {analytics_projector}",
        "audit_log platform_entry INSERT {analytics_app}",
        "webhook_deliveries lookup SELECT {analytics_owner}",
        "webhook_sources lookup SELECT {analytics_owner}",
    ];

    public static async Task<IReadOnlyList<string>> FindingsAsync(string ownerConnectionString)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync();
        var findings = new List<string>();
        await AuditTablesAsync(connection, findings);
        await AuditPoliciesAsync(connection, findings);
        await AuditGrantsAsync(connection, findings);
        await AuditRolesAsync(connection, findings);
        await AuditFunctionsAsync(connection, findings);
        return findings;
    }

    private static async Task AuditTablesAsync(NpgsqlConnection connection, List<string> findings)
    {
        const string Sql =
            """
            select n.nspname || '.' || c.relname, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity,
                coalesce(p.qual, ''), coalesce(p.with_check, ''), coalesce(p.permissive || p.cmd || p.roles::text, ''),
                (select a.attname::text from pg_attribute a where a.attrelid = c.oid
                    and a.attname = case when c.relname = 'tenants' then 'id' else 'tenant_id' end)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname and p.policyname = 'tenant'
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema)'
                and n.nspname <> all ($1)
            """;
        await foreach (var row in ReadAsync(connection, Sql, _foreignSchemas))
        {
            var (table, kind, column) = ((string)row[0]!, (string)row[1]!, (string?)row[7]);
            if (kind is not ("r" or "p"))
                findings.Add($"{table} is a view or foreign table: row-level security does not hold in it");
            else if (column is null)
                findings.AddRange(_withoutTenant.Contains(table) ? [] : [$"{table} has no tenant_id"]);
            else if (row[2] is not true || row[3] is not true)
                findings.Add($"{table} has row security not enabled and forced");
            else if (!row[4]!.Equals($"({column}{TenantIs}") || !row[5]!.Equals($"({column}{TenantIs}")
                || !row[6]!.Equals("PERMISSIVEALL{public}"))
                findings.Add($"{table} lacks the policy 'tenant' for all commands and roles");
        }
    }

    private static async Task AuditPoliciesAsync(NpgsqlConnection connection, List<string> findings)
    {
        const string Sql =
            """
            select tablename || ' ' || policyname || ' ' || cmd || ' ' || roles::text from pg_policies
            where policyname <> 'tenant' and schemaname <> all ($1)
            """;
        await foreach (var row in ReadAsync(connection, Sql, _foreignSchemas))
            if (!_further.Contains((string)row[0]!))
                findings.Add($"unexpected policy: {row[0]}");
    }

    // What each role may do; a grant to PUBLIC counts for all of them. No partition may be granted to anyone.
    private static async Task AuditGrantsAsync(NpgsqlConnection connection, List<string> findings)
    {
        const string Sql =
            """
            select n.nspname || '.' || c.relname, c.relispartition, c.relname = '__EFMigrationsHistory',
                coalesce(g.rolname, 'PUBLIC'), a.privilege_type
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            cross join lateral aclexplode(c.relacl) a left join pg_roles g on g.oid = a.grantee
            where c.relkind in ('r', 'p') and n.nspname <> all ($1) and n.nspname !~ '^(pg_|information_schema)'
                and a.grantee <> c.relowner
            """;
        await foreach (var row in ReadAsync(connection, Sql, _foreignSchemas))
        {
            var (table, grantee, privilege) = ((string)row[0]!, (string)row[3]!, (string)row[4]!);
            if (row[1] is true)
                findings.Add($"{grantee} has {privilege} on the partition {table}");
            else if (row[2] is true)
                findings.Add($"{grantee} has {privilege} on {table}, which no tenant owns");
            else if (grantee is not ("analytics_app" or "analytics_projector" or "analytics_platform"))
                findings.Add($"{grantee} has {privilege} on {table}");
            else if (privilege is not ("SELECT" or "INSERT" or "UPDATE" or "DELETE"))
                findings.Add($"{grantee} has {privilege} on {table}: row-level security does not hold for it");
            else if (grantee != "analytics_app" && privilege != "SELECT")
                findings.Add($"{grantee} may write {table}");
            else if (grantee == "analytics_projector" && !_log.Contains(table))
                findings.Add($"{grantee} reads {table}, which is not the log");
            else if (grantee == "analytics_platform")
                findings.Add($"{grantee} reads {table}, which is no aggregate");
        }
    }

    private static async Task AuditRolesAsync(NpgsqlConnection connection, List<string> findings)
    {
        const string Sql =
            """
            select r.rolname::text, r.rolsuper or r.rolbypassrls,
                r.rolcreaterole or r.rolcanlogin or exists (select from pg_auth_members m where m.member = r.oid)
                    or exists (select from pg_class c where c.relowner = r.oid and c.relpersistence <> 't')
                    or exists (select from pg_proc p where p.proowner = r.oid),
                exists (select from pg_default_acl d, aclexplode(d.defaclacl) a where a.grantee in (r.oid, 0)
                    and d.defaclobjtype = 'r')
            from pg_roles r where r.rolname in
                ('analytics_owner', 'analytics_app', 'analytics_projector', 'analytics_platform') and $1 is not null
            """;
        var roles = 0;
        await foreach (var row in ReadAsync(connection, Sql, _foreignSchemas))
        {
            roles++;
            if (row[1] is true)
                findings.Add($"{row[0]} passes row-level security");
            if (row[2] is true && (string)row[0]! != "analytics_owner")   // who migrates may be the login
                findings.Add($"{row[0]} logs in, makes roles, is a member of one or owns something");
            if (row[3] is true)
                findings.Add($"{row[0]} is granted tables that are yet to be made");
        }

        if (roles != 4)
            findings.Add($"{roles} of the 4 roles exist");
    }

    private static async Task AuditFunctionsAsync(NpgsqlConnection connection, List<string> findings)
    {
        const string Sql =
            """
            select p.proname::text, coalesce(p.proconfig, '{}') && array['search_path=pg_catalog, pg_temp'],
                exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> all ($1)
            """;
        await foreach (var row in ReadAsync(connection, Sql, _foreignSchemas))
        {
            if (row[1] is not true)
                findings.Add($"{row[0]} runs as its owner without a fixed search_path");
            if (row[2] is true)
                findings.Add($"{row[0]} runs as its owner for everybody");
        }
    }

    private static async IAsyncEnumerable<object?[]> ReadAsync(
        NpgsqlConnection connection, string sql, string[] foreignSchemas)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = foreignSchemas });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            yield return [.. Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))];
    }
}
