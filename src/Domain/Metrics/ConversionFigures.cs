using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using static Analytics.Domain.Metrics.MetricComputation;

namespace Analytics.Domain.Metrics;

/// <summary>Answers a metric that is a share of those who enter a funnel.</summary>
internal sealed class ConversionFigures(IEventAnalytics engine, ComposeSeries series, TimeProvider clock)
{
    private readonly RunFunnel _funnels = new(engine, clock);

    public async Task<Result<MetricResult>> ExecuteAsync(
        TenantScope tenant, MetricQuestion question, CancellationToken cancellationToken)
    {
        if (!MetricPlan.Place(tenant.Tenant, question, clock.GetUtcNow()).TryGet(out var place, out var problem)
            || (problem = Check(question)) is not null)
            return problem;
        var (calendar, now, before) = place;
        if (await series.CheckRawAsync(tenant, before?.Range.From ?? now.Range.From, cancellationToken) is { } gone)
            return gone;
        var funnel = Funnel(question, now.Range, calendar);
        if (!(await _funnels.ExecuteAsync(tenant, funnel, question.AtLeast, cancellationToken))
                .TryGet(out var result, out problem))
            return problem;
        FunnelResult? earlier = null;
        if (before is not null
            && !(await _funnels.ExecuteAsync(
                    tenant, EveryGroup(funnel with { Range = before.Range }), atLeast: null, cancellationToken))
                .TryGet(out earlier, out problem))
            return problem;
        return new Figures((Conversion)question.Metric.Computation, result, earlier).Of(question.Metric);
    }

    private static Problem? Check(MetricQuestion question) =>
        QueryRules.Conflict(
            question.Rolling > 1 || question.Cumulative || question.MovingAverage > 1 || question.Keys is not null,
            "A share of those who enter is neither rolling, cumulative nor averaged.",
            "rolling")
        ?? (question.Breakdown.Length > 1
            ? Problem.Invalid("BREAKDOWN_TOO_MANY", "A share of those who enter is split by one property.", "breakdown")
            : null);

    private static FunnelDefinition Funnel(MetricQuestion question, TimeRange range, QueryCalendar calendar)
    {
        var conversion = (Conversion)question.Metric.Computation;
        return new FunnelDefinition
        {
            Steps = conversion.Steps,
            Window = conversion.Window,
            Count = conversion.Count,
            Range = range,
            Calendar = calendar,
            Trend = question.Interval,
            Breakdown = question.Breakdown is [var property] ? new FunnelBreakdown(property, 0, question.Limit) : null,
            Filter = question.Filter,
            Cohort = question.Cohort,
            IncludeBots = question.IncludeBots,
            AsOf = question.AsOf,
            Times = false,
        };
    }

    // The groups of this range are looked for in the earlier one, where others may be larger.
    private static FunnelDefinition EveryGroup(FunnelDefinition funnel) => funnel with
    {
        Breakdown = funnel.Breakdown is null ? null : funnel.Breakdown with { Limit = SeriesBreakdown.MaxLimit },
    };

    private sealed class Figures(Conversion conversion, FunnelResult now, FunnelResult? earlier)
    {
        public MetricResult Of(MetricDefinition metric)
        {
            var (total, previous) = (Figure(now.Steps), Figure(earlier?.Steps));
            return new MetricResult(
                metric.Name,
                metric.Unit,
                Currency: null,
                total,
                previous,
                previous is > 0 && total is not null ? (double)((total - previous) / previous).Value : null,
                total is null ? "DIVISION_BY_ZERO" : null,
                ExcludedCurrencies: [],
                [.. now.Trend.Select(Point)],
                [.. now.Groups.Select(group => Group(group.Key, group.Steps, Before(group.Key)))],
                now.Other is { } other ? Group([], other.Steps, null) : null,
                now.Meta with
                {
                    DefinitionVersion = metric.Version > 0 ? metric.Version : null, Evidence = Both(now.Meta, earlier?.Meta),
                });
        }

        private static Evidence? Both(ResultMeta now, ResultMeta? earlier) =>
            earlier is null ? now.Evidence
            : now.Evidence is null || earlier.Evidence is null ? null
            : new Evidence([.. now.Evidence.Answers, .. earlier.Evidence.Answers]);

        private Point Point(FunnelPoint point, int bucket) => new(
            point.At,
            Figure(point.Converted, point.Entered),
            bucket < earlier?.Trend.Length
                ? Figure(earlier.Trend[bucket].Converted, earlier.Trend[bucket].Entered)
                : null,
            point.Complete);

        private MetricGroup Group(
            ImmutableArray<string?> key, ImmutableArray<FunnelStep> steps, ImmutableArray<FunnelStep>? before) =>
            new(key, Figure(steps), Figure(before), Series: []);

        private ImmutableArray<FunnelStep>? Before(ImmutableArray<string?> key) =>
            earlier?.Groups.FirstOrDefault(group => new GroupKey(group.Key) == new GroupKey(key))?.Steps;

        private decimal? Figure(ImmutableArray<FunnelStep>? steps) =>
            steps is { } reached ? Figure(reached[^1].Count, reached[0].Count) : null;

        private decimal? Figure(long converted, long entered) => conversion.Figure switch
        {
            ConversionFigure.Converted => converted,
            _ when entered == 0 => null,
            ConversionFigure.AbandonmentRate => (entered - converted) / (decimal)entered,
            _ => converted / (decimal)entered,
        };
    }
}
