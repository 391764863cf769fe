namespace Analytics.Infrastructure.Privacy;

/// <summary>$1 is the tenant. What another node makes at the same moment is there when the insertion returns.</summary>
internal static class PrivacyKeysSql
{
    public const string IdSecret = "select secret from id_secrets where tenant_id = $1";

    public const string CreateIdSecret =
        "insert into id_secrets (tenant_id, secret) values ($1, $2) on conflict do nothing";

    public const string VisitorSalt = "select salt from visitor_salts where tenant_id = $1 and day = $2";

    public const string CreateVisitorSalt =
        "insert into visitor_salts (tenant_id, salt, day) values ($1, $2, $3) on conflict do nothing";

    /// <summary>Those of days before $2.</summary>
    public const string DeleteVisitorSalts = "delete from visitor_salts where tenant_id = $1 and day < $2";
}
