using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Postgres;

/// <summary>The setting that the policies compare with, local to the transaction.</summary>
internal static class TenantSetting
{
    private const string Set = "select set_config('analytics.tenant', $1, true)";

    public static NpgsqlBatchCommand BatchCommand(TenantId tenant) =>
        new(Set) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.ToString() } } };

    public static async Task ApplyAsync(
        NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Set, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
