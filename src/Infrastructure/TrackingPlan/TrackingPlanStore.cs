using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.TrackingPlan;

internal sealed class TrackingPlanStore(TenantConnections connections) : ITrackingPlans
{
    public Task<PlanVersion?> PublishedAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        OneAsync(tenant, TrackingPlanSql.Published, [], cancellationToken);

    public Task<PlanVersion?> FindAsync(TenantScope tenant, int version, CancellationToken cancellationToken) =>
        OneAsync(tenant, TrackingPlanSql.Find, [Number(version)], cancellationToken);

    public Task<PlanVersion?> DraftAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        OneAsync(tenant, TrackingPlanSql.Draft, [], cancellationToken);

    public async Task<IReadOnlyList<PlanVersion>> ListAsync(
        TenantScope tenant, int? before, int limit, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return await ReadAsync(
            lease, tenant, TrackingPlanSql.List, [Number(before ?? int.MaxValue), Number(limit)], cancellationToken);
    }

    public async Task<PlanChange> SaveDraftAsync(
        TenantScope tenant, PlanDefinition definition, int? expectedRevision, string? by,
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var saved = expectedRevision == 0
            ? []
            : await ReadAsync(
                lease, tenant, TrackingPlanSql.Update,
                [Plan(definition), Text(by), new NpgsqlParameter<int?> { TypedValue = expectedRevision }], cancellationToken);
        if (saved.Count == 0 && expectedRevision is null or 0)
            saved = await ReadAsync(lease, tenant, TrackingPlanSql.Insert, [Plan(definition), Text(by)], cancellationToken);
        return await EndAsync(lease, tenant, saved, cancellationToken);
    }

    public async Task<PlanChange> PublishAsync(
        TenantScope tenant, int version, int expectedRevision, string? by, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var published = await ReadAsync(
            lease, tenant, TrackingPlanSql.Publish, [Number(version), Number(expectedRevision), Text(by)], cancellationToken);
        return await EndAsync(lease, tenant, published, cancellationToken);
    }

    private static async Task<PlanChange> EndAsync(
        TenantLease lease, TenantScope tenant, IReadOnlyList<PlanVersion> changed, CancellationToken cancellationToken)
    {
        if (changed is [var saved])
        {
            await lease.CommitAsync(cancellationToken);
            return new PlanChange(saved, saved.Revision);
        }

        var draft = await ReadAsync(lease, tenant, TrackingPlanSql.Draft, [], cancellationToken);
        return new PlanChange(null, draft is [var actual] ? actual.Revision : 0);
    }

    private async Task<PlanVersion?> OneAsync(
        TenantScope tenant, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return (await ReadAsync(lease, tenant, sql, parameters, cancellationToken)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<PlanVersion>> ReadAsync(
        TenantLease lease, TenantScope tenant, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<PlanVersion>();
        while (await reader.ReadAsync(cancellationToken))
            versions.Add(new PlanVersion(
                reader.GetInt32(0), reader.GetInt32(1), PlanJson.Read(reader.GetFieldValue<byte[]>(2)).Value,
                reader.GetFieldValue<DateTimeOffset>(3), TextOrNull(reader, 4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), TextOrNull(reader, 6)));
        return versions;
    }

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Plan(PlanDefinition definition) =>
        new() { TypedValue = PlanJson.Write(definition), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static string? TextOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
