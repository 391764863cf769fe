namespace Analytics.Infrastructure.Querying;

/// <summary>$1 is the tenant, $2 the key's id. What another node makes at the same moment is there when the insertion returns.</summary>
internal static class CertificateKeysSql
{
    public const string Find = "select secret from certificate_keys where tenant_id = $1 and key_id = $2";

    public const string Create =
        "insert into certificate_keys (tenant_id, key_id, secret) values ($1, $2, $3) on conflict do nothing";
}
