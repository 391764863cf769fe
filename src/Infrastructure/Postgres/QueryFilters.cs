namespace Analytics.Infrastructure.Postgres;

/// <summary>Names of query filters; lift them by name, and <see cref="Tenant"/> in Platform only.</summary>
internal static class QueryFilters
{
    public const string Tenant = "Tenant";
}
