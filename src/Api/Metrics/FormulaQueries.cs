using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Metrics;

/// <summary>Formulas made up for one question.</summary>
[QueryType]
public static class FormulaQueries
{
    /// <summary>Several figures over any events joined by arithmetic, as a series with groups: ratios, shares, differences.</summary>
    /// <param name="query">The figures and what joins them.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<MetricResult?> GetFormulaAsync(
        FormulaInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunMetric run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var formula = query.ToDomain(new AskedCalendar(tenant, query.TimeZone, clock), "query").Checked("query");
        formula = await internals.LeaveOutAsync(tenant, query.ExcludeInternal, formula, cancellationToken);
        return (await run.ExecuteAsync(tenant, MetricQuestion.Of(formula) with { AtLeast = atLeast, AsOf = asOf }, cancellationToken))
            .OrThrowInArguments();
    }
}
