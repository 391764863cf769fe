using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Quality;

/// <summary>What the tenant expects of its data, and where that was not so.</summary>
[QueryType]
public static class IncidentQueries
{
    /// <summary>What the tenant expects of its data.</summary>
    [Authorize(Policies.Query)]
    public static Task<QualityThresholds> GetQualityThresholdsAsync(
        TenantScope tenant, IQualityIncidents incidents, CancellationToken cancellationToken) =>
        incidents.ThresholdsAsync(tenant, cancellationToken);

    /// <summary>Thresholds that were broken, the latest first. Days are held to them at six in the morning after.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<QualityIncident>> GetQualityIncidentsAsync(
        IncidentState? state, int? first, string? after, TenantScope tenant, IQualityIncidents incidents,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        Guid? before = Pages.Place(after) is not { } place ? null
            : Guid.TryParseExact(place, "D", out var id) ? id
            : throw Pages.UnknownCursor();
        var found = await incidents.ListAsync(tenant, state, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size)], incident => Pages.Cursor(incident.Id.ToString()), found.Count > size, before is not null);
    }
}
