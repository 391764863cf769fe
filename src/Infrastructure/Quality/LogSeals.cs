using System.Collections.Immutable;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Quality;

/// <summary>Seals and compares piece by piece, each batch of pieces in a transaction of its own.</summary>
internal sealed class LogSeals(TenantConnections connections, TimeProvider clock, ILogger<LogSeals> logger) : ILogSeals
{
    private const int PieceLength = 1_000;       // positions
    private const int BatchLength = 50_000;      // positions of one statement
    private const int PiecesOfBatch = BatchLength / PieceLength;
    private const int FaultsShown = 100;

    public async Task<long> SealAsync(TenantScope tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var positions = 0L;
        while (await SealBatchAsync(tenant, before, cancellationToken) is var batch and > 0)
            positions += batch;
        return positions;
    }

    public async Task<LogVerification> VerifyAsync(
        TenantScope tenant, DateOnly from, DateOnly to, long after, long limit, CancellationToken cancellationToken)
    {
        var found = new Found();
        while (found.Positions < limit)
        {
            var pieces = await PiecesAsync(
                tenant, LogSealSql.OfDays, cancellationToken,
                Value(from), Value(to), Value(Math.Max(after, found.Through)), Value(PiecesOfBatch));
            if (pieces.Count > 0)
                await CompareAsync(tenant, pieces, found, cancellationToken);
            if (pieces.Count < PiecesOfBatch)
                return found.ToResult(complete: true);
        }
        return found.ToResult(complete: false);
    }

    public async Task<LogVerification> VerifyOldestAsync(
        TenantScope tenant, long limit, CancellationToken cancellationToken)
    {
        var found = new Found();
        var count = (int)Math.Min(int.MaxValue, Math.Max(1, limit / PieceLength));
        var pieces = await PiecesAsync(tenant, LogSealSql.LeastVerified, cancellationToken, Value(count));
        foreach (var batch in pieces.OrderBy(piece => piece.First).Chunk(PiecesOfBatch))
            await CompareAsync(tenant, batch, found, cancellationToken);
        return found.ToResult(complete: pieces.Count < count);
    }

    public async Task<IReadOnlyList<SealedDay>> DaysAsync(
        TenantScope tenant, DateOnly? before, int limit, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, LogSealSql.Days, Value(before), Value(limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var days = new List<SealedDay>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var verified = reader.GetFieldValue<DateTimeOffset>(6);
            days.Add(new SealedDay(
                reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3),
                reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5),
                verified == DateTimeOffset.MinValue ? null : verified, reader.GetInt64(7)));
        }
        return days;
    }

    // One sealer of a tenant at a time: pieces of two would overlap.
    private async Task<long> SealBatchAsync(TenantScope tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using (var turn = new NpgsqlCommand(LogSealSql.TakeTurn, lease.Connection))
        {
            turn.Parameters.Add(Value(tenant.Id.ToString()));
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }
        var (through, last) = await BoundsAsync(lease, tenant, before, cancellationToken);
        if (last <= through)
            return 0;
        last = Math.Min(last, through + BatchLength);
        await using var seal = Command(
            lease, tenant, LogSealSql.Seal, Value(through + 1), Value(last), Value((long)PieceLength),
            Value(tenant.Tenant.TimeZone.Id), Value(clock.GetUtcNow()));
        await seal.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return last - through;
    }

    private static async Task<(long Through, long Last)> BoundsAsync(
        TenantLease lease, TenantScope tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = Command(lease, tenant, LogSealSql.Bounds, Value(before.ToUniversalTime()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
    }

    private async Task<List<(long First, long Last)>> PiecesAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var pieces = new List<(long First, long Last)>();
        while (await reader.ReadAsync(cancellationToken))
            pieces.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return pieces;
    }

    private async Task CompareAsync(
        TenantScope tenant, IReadOnlyList<(long First, long Last)> pieces, Found found, CancellationToken cancellationToken)
    {
        var firsts = pieces.Select(piece => piece.First).ToArray();
        var faults = await FaultsAsync(tenant, firsts, cancellationToken);
        var counts = pieces
            .Select(piece => faults.Count(fault => fault.Position >= piece.First && fault.Position <= piece.Last)).ToArray();
        await ExecuteAsync(
            tenant, LogSealSql.Verified, cancellationToken, Value(firsts), Value(counts), Value(clock.GetUtcNow()));
        foreach (var day in faults.GroupBy(fault => fault.Day))
            QualityLog.LogTampered(
                logger, day.Count(), tenant.Id.Value, day.Key, day.Min(fault => fault.Position), day.Max(fault => fault.Position));
        found.Add(pieces, faults);
    }

    private async Task<List<LogFault>> FaultsAsync(TenantScope tenant, long[] firsts, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, LogSealSql.Faults, Value(firsts));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var faults = new List<LogFault>();
        while (await reader.ReadAsync(cancellationToken))
            faults.Add(new LogFault(
                reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), (LogFaultKind)reader.GetInt32(2)));
        return faults;
    }

    private async Task ExecuteAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = Command(lease, tenant, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(
        TenantLease lease, TenantScope tenant, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(Value(tenant.Id.Value));
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    /// <summary>Adds up what the batches found.</summary>
    private sealed class Found
    {
        private readonly ImmutableArray<LogFault>.Builder _faults = ImmutableArray.CreateBuilder<LogFault>();
        private long _count;

        public long Positions { get; private set; }

        public long Through { get; private set; }

        public void Add(IReadOnlyList<(long First, long Last)> pieces, List<LogFault> faults)
        {
            Positions += pieces.Sum(piece => piece.Last - piece.First + 1);
            Through = Math.Max(Through, pieces[^1].Last);
            _count += faults.Count;
            _faults.AddRange(faults.Take(FaultsShown - _faults.Count));
        }

        public LogVerification ToResult(bool complete) => new(Positions, Through, complete, _count, _faults.ToImmutable());
    }
}
