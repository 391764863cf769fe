using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Quality;

/// <summary>Whether the data can be trusted.</summary>
[QueryType]
public static class QualityQueries
{
    /// <summary>How whole, how timely and how consistent the data of a range is. Each figure is computed when it is asked for.</summary>
    /// <param name="range">Which time; days that it touches are looked at as a whole.</param>
    /// <param name="fields">Whose completeness is asked for, at most 50; what the published tracking plan says that events
    /// need by default.</param>
    /// <param name="timeZone">Whose calendar makes the days; the tenant's by default.</param>
    [Authorize(Policies.Query)]
    public static async Task<DataQuality> GetDataQualityAsync(
        RangeInput range,
        IReadOnlyList<CriticalFieldInput>? fields,
        TimeZoneInfo? timeZone,
        TenantScope tenant,
        ITrackingPlans plans,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var critical = fields?.Select(field => field.ToDomain()).ToList()
            ?? (await plans.PublishedAsync(tenant, cancellationToken) is { } plan ? CriticalField.Of(plan.Definition) : []);
        var asked = new AskedCalendar(tenant, timeZone, clock);
        return new DataQuality(QualityQuestion.Create(
            asked.Range(range, "range"), asked.Calendar, critical).OrThrow());
    }
}
