using System.Runtime.CompilerServices;
using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>Statements on a leased connection whose first parameter is the tenant.</summary>
internal readonly struct TenantRows(NpgsqlConnection connection, TenantId tenant)
{
    /// <returns>The first value of the first row; null when there is none.</returns>
    public async Task<object?> ScalarAsync(
        string sql, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Value });
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <returns>The reader on one row after the other.</returns>
    public async IAsyncEnumerable<NpgsqlDataReader> ReadAsync(
        string sql, IEnumerable<NpgsqlParameter> parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Value });
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return reader;
    }
}
