using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Quality;

/// <summary>Thresholds and incidents in Postgres.</summary>
internal sealed class QualityIncidents(TenantConnections connections, TimeProvider clock) : IQualityIncidents
{
    private const int MostListeners = ManageWebhookEndpoints.MaxEndpoints;

    public async Task<QualityThresholds> ThresholdsAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, IncidentSql.Thresholds,
            reader => JsonSerializer.Deserialize<QualityThresholds>(reader.GetString(0), JsonSerializerOptions.Web)!,
            cancellationToken)).SingleOrDefault() ?? QualityThresholds.None;

    public Task SaveThresholdsAsync(
        TenantScope tenant, QualityThresholds thresholds, string? caller, CancellationToken cancellationToken) =>
        connections.ReadAsync(
            tenant, IncidentSql.SaveThresholds, _ => 0, cancellationToken,
            new NpgsqlParameter<string>
            {
                TypedValue = JsonSerializer.Serialize(thresholds, JsonSerializerOptions.Web),
                NpgsqlDbType = NpgsqlDbType.Jsonb,
            },
            Value(clock.GetUtcNow()), Value(caller));

    public async Task<bool> EnterAsync(TenantScope tenant, QualityFinding finding, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var topic = finding.IsBroken ? WebhookTopics.QualityBreached : WebhookTopics.QualityResolved;
        return (await connections.ReadAsync(
            tenant, finding.IsBroken ? IncidentSql.Breach : IncidentSql.Resolve, reader => reader.GetBoolean(0),
            cancellationToken,
            Value(id), Value(TextOf(finding.Rule)), Value(finding.Subject), Value(finding.Day), Value(finding.Value), Value(now),
            Value(topic), Value(Body(topic, finding, now)),
            Value(Enumerable.Range(0, MostListeners).Select(_ => Guid.CreateVersion7(now)).ToArray()),
            Value(finding.Threshold))).Single();
    }

    public async Task<IReadOnlyList<QualityIncident>> ListAsync(
        TenantScope tenant, IncidentState? state, Guid? before, int limit, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, IncidentSql.List, Read, cancellationToken,
            Value(state is null ? null : state is IncidentState.Open ? "open" : "resolved"), Value(before), Value(limit));

    private static string Body(string topic, QualityFinding finding, DateTimeOffset now) => JsonSerializer.Serialize(
        new
        {
            type = topic,
            timestamp = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            data = new
            {
                rule = TextOf(finding.Rule), subject = finding.Subject, day = finding.Day, value = finding.Value,
                threshold = finding.Threshold,
            },
        });

    // The names of the API, stable for those who read messages.
    private static string TextOf(QualityRule rule) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(rule.ToString());

    private static QualityIncident Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), Enum.GetValues<QualityRule>().Single(rule => TextOf(rule) == reader.GetString(1)),
        reader.GetString(2), reader.GetString(3) == "open" ? IncidentState.Open : IncidentState.Resolved,
        reader.GetFieldValue<DateOnly?>(4), reader.GetDecimal(5), reader.GetDecimal(6),
        reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8),
        reader.GetFieldValue<DateTimeOffset?>(9));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
