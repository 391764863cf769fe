using Analytics.Api.Funnels;
using Analytics.Api.Hosting;
using Analytics.Api.Metrics;
using Analytics.Api.Querying;
using Analytics.Api.Retention;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Cohorts;

/// <summary>A figure that counts actors.</summary>
[OneOf]
public sealed record FigureInput
{
    /// <summary>A step of a funnel.</summary>
    public FunnelFigureInput? Funnel { get; init; }

    /// <summary>A cohort or a cell of a retention matrix.</summary>
    public RetentionFigureInput? Retention { get; init; }

    /// <summary>The total or a point of a series.</summary>
    public SeriesFigureInput? Explore { get; init; }

    /// <summary>The size of a cohort.</summary>
    public CohortCriteriaInput? Cohort { get; init; }

    internal (EventQuery Of, FigurePlace At, bool? ExcludeInternal) ToDomain(TenantScope tenant, TimeProvider clock, string argument)
    {
        var (of, at, excludeInternal) = Read(tenant, clock, argument);
        return new ActorsQuery(of, at) { IncludeBots = of.IncludeBots }.Check() is not { } problem
            ? (of, at, excludeInternal)
            : throw (problem with
            {
                Path = $"{argument}." + (problem.Path, this) switch
                {
                    (_, { Funnel: not null }) => "funnel.step",
                    (_, { Explore: not null }) => "explore.point",
                    ("at.column", _) => "retention.period",
                    _ => "retention.cohort",
                },
            }).ToException();
    }

    private (EventQuery Of, FigurePlace At, bool? ExcludeInternal) Read(TenantScope tenant, TimeProvider clock, string argument)
    {
        switch (this)
        {
            case { Funnel: { } funnel }:
                var definition = funnel.Definition.ToDomain(
                    new(tenant, funnel.Definition.TimeZone, clock), $"{argument}.funnel.definition").Checked($"{argument}.funnel.definition");
                var step = FunnelInput.StepIndex(funnel.Step, definition.Steps.Length, $"{argument}.funnel.step");
                return (definition, new FigurePlace.Step(step), funnel.Definition.ExcludeInternal);
            case { Retention: { } retention }:
                var matrix = retention.Query.ToDomain(new(tenant, retention.Query.TimeZone, clock), $"{argument}.retention.query")
                    .Checked($"{argument}.retention.query");
                return (matrix, new FigurePlace.Cell(retention.Cohort, RetentionActors.Column(matrix, retention.Period)),
                    retention.Query.ExcludeInternal);
            case { Explore: { } explore }:
                var series = explore.Query.ToSeries(new(tenant, explore.Query.TimeZone, clock), $"{argument}.explore.query")
                    .Checked($"{argument}.explore.query");
                return (series, new FigurePlace.Bucket(explore.Point), explore.Query.ExcludeInternal);
            default:
                var everybody = new SeriesQuery
                {
                    Range = TimeRange.Create(DateTimeOffset.UnixEpoch, clock.GetUtcNow().AddDays(2)).Value,
                    Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors),
                    Cohort = Cohort!.ToDomain(new AskedCalendar(tenant, zone: null, clock), $"{argument}.cohort"),
                };
                return (everybody, new FigurePlace.Bucket(), null);
        }
    }
}

/// <summary>A step of a funnel.</summary>
public sealed record FunnelFigureInput
{
    /// <summary>The funnel; it counts actors.</summary>
    public required FunnelInput Definition { get; init; }

    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }
}

/// <summary>A cohort or a cell of a retention matrix.</summary>
public sealed record RetentionFigureInput
{
    /// <summary>The matrix.</summary>
    public required RetentionInput Query { get; init; }

    /// <summary>From 0, in the order of <c>cohorts</c>.</summary>
    public required int Cohort { get; init; }

    /// <summary>As a cell's <c>period</c>; without it the whole cohort.</summary>
    public int? Period { get; init; }
}

/// <summary>The total or a point of a series.</summary>
public sealed record SeriesFigureInput
{
    /// <summary>The series.</summary>
    public required SeriesQueryInput Query { get; init; }

    /// <summary>From 0, in the order of <c>series</c>; without it the total.</summary>
    public int? Point { get; init; }
}
