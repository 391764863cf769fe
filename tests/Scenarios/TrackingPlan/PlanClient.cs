using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.TrackingPlan;

/// <summary>A tenant's administrator, as far as plans and what they make of events go.</summary>
internal sealed class PlanClient(EmptyHost empty, string tenant) : IDisposable
{
    public ApiClient Api { get; } = empty.Host.As(tenant, "admin");

    /// <summary>Publishes a plan.</summary>
    /// <returns>Its version.</returns>
    public async Task<int> PublishAsync(string yaml)
    {
        var payload = await ImportAsync(yaml, publish: true);
        Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, $"{payload}");
        return payload.GetProperty("trackingPlan").GetProperty("version").GetInt32();
    }

    public async Task<JsonElement> ImportAsync(string yaml, bool publish, int? expectedRevision = null) =>
        (await Api.QueryAsync(
            """
            mutation($yaml: String!, $publish: Boolean!, $revision: Int) {
              importTrackingPlan(input: {yaml: $yaml, publish: $publish, expectedRevision: $revision}) {
                trackingPlan { version revision publishedAt yaml }
                errors { __typename ... on InputError { code message path } ... on ConflictError { code actualVersion } } } }
            """,
            new { yaml, publish, revision = expectedRevision })).GetProperty("importTrackingPlan");

    /// <summary>Sends events of the product's own format.</summary>
    /// <returns>Status and code of each, e.g. <c>QUARANTINED PROPERTY_PATTERN</c>, and the position.</returns>
    public async Task<(string[] Verdicts, long? Position)> SendAsync(string json)
    {
        var (status, body) = await Api.SendAsync("api/analytics/events", json, Api.Credential!.WriteKey);
        Assert.True(status == 200, $"{status} {body}");
        var position = body.GetProperty("position");
        return (
            [.. body.GetProperty("results").EnumerateArray().Select(result =>
                $"{result.GetProperty("status")} {(result.TryGetProperty("code", out var code) ? code.GetString() : "")}".Trim())],
            position.ValueKind == JsonValueKind.Null ? null : position.GetInt64());
    }

    /// <summary>How many events of a name there are, once a position is visible.</summary>
    public async Task<int> CountAsync(string name, long? atLeast)
    {
        var data = await Api.QueryAsync(
            """
            query($name: String!, $at: Long) { explore(atLeast: $at, query: {events: [$name], aggregation: COUNT,
              range: {between: {from: "1990-01-01T00:00:00Z", to: "2090-01-01T00:00:00Z"}}}) { total } }
            """,
            new { name, at = atLeast });
        return data.GetProperty("explore").GetProperty("total").GetInt32();
    }

    public void Dispose() => Api.Dispose();

    public static string Ago(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(-days).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
