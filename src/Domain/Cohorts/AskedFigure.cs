using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Cohorts;

/// <summary>A figure whose rules are taken away one by one.</summary>
/// <param name="Of">The question, without the condition on the tenant's own people.</param>
/// <param name="At">Where in its answer.</param>
/// <param name="OfOthers">Leaves out the events of the tenant's own people; null when they count.</param>
/// <param name="AsOf">Position of the log; null for now.</param>
public sealed record AskedFigure(EventQuery Of, FigurePlace At, EventFilter? OfOthers, long? AsOf)
{
    /// <summary>Whether events of any time count.</summary>
    public static TimeRange Ever { get; } =
        TimeRange.Create(DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero)).Value;

    /// <summary>The question who counts.</summary>
    public ActorsQuery Everybody()
    {
        var of = Of with
        {
            Filter = OfOthers is null ? Of.Filter : Of.Filter is null ? OfOthers : new EventFilter.And([Of.Filter, OfOthers]),
            AsOf = null,
        };
        return new ActorsQuery(of, At) { IncludeBots = of.IncludeBots, AsOf = AsOf, Limit = 0 };
    }

    /// <summary>The question whether one actor counts.</summary>
    public ActorsQuery For(string actor)
    {
        var (only, everybody) = (new CohortCriteria.Members([actor]), Everybody());
        var cohort = Of.Cohort is { } whole ? new CohortCriteria.And([whole, only]) : (CohortCriteria)only;
        return everybody with { Of = everybody.Of with { Cohort = cohort } };
    }

    /// <summary>The figure with some of its rules taken away.</summary>
    public AskedFigure Without(IEnumerable<AbsenceRule> rules) => rules.Aggregate(this, (left, rule) => rule.Without(left));

    /// <summary>The rules that it has, in the order in which they are tried.</summary>
    public IEnumerable<AbsenceRule> Rules()
    {
        if (AsOf is not null)
            yield return new(AbsenceReason.Late, figure => figure with { AsOf = null });
        if (!Of.IncludeBots)
            yield return new(AbsenceReason.Bot, figure => figure with { Of = figure.Of with { IncludeBots = true } });
        if (OfOthers is not null)
            yield return new(AbsenceReason.Internal, figure => figure with { OfOthers = null });
        if (Of.Cohort is not null)
            yield return new(AbsenceReason.Cohort, figure => figure with { Of = figure.Of with { Cohort = null } });
        yield return new(AbsenceReason.Filter, figure => figure with { Of = WithoutFilters(figure.Of) });
        if (GroupOf(At) is not null)
            yield return new(AbsenceReason.Group, WithoutGroup);
        if (At is FigurePlace.Cell { Column: not null })
            yield return new(AbsenceReason.NotReturned, figure => figure.At is FigurePlace.Cell cell
                ? figure with { At = cell with { Column = null } }
                : figure);
        if (Of is RetentionQuery)
            yield return new(AbsenceReason.OtherCohort, figure => figure.Of is RetentionQuery matrix ? Starts(figure, matrix) : figure);
        yield return new(AbsenceReason.Range, Anytime);
        if (Of is not FunnelDefinition funnel)
            yield break;
        yield return new(AbsenceReason.Window, Funnel(one => one with { Window = FunnelDefinition.MaxWindow }));
        if (funnel.Steps.Any(step => step.Window is not null))
            yield return new(AbsenceReason.StepWindow, Funnel(one => one with
            {
                Steps = [.. one.Steps.Select(step => step with { Window = null })],
            }));
        if (!funnel.Exclude.IsEmpty)
            yield return new(AbsenceReason.Exclusion, Funnel(one => one with { Exclude = [] }));
        if (!funnel.HoldConstant.IsEmpty)
            yield return new(AbsenceReason.HeldValue, Funnel(one => one with { HoldConstant = [] }));
        if (funnel.Order is FunnelOrder.Strict)
            yield return new(AbsenceReason.Strict, Funnel(one => one with
            {
                Order = one.Order is FunnelOrder.Strict ? FunnelOrder.Sequential : one.Order,
            }));
        // In any order each step may be the first: of the first one that says nothing.
        if (funnel.Order is not FunnelOrder.Unordered && At is not FigurePlace.Step { Index: 0 })
            yield return new(AbsenceReason.Order, Unordered);
    }

    /// <summary>The same for a funnel that ends at the step asked for.</summary>
    public AskedFigure UpToItsStep()
    {
        if (Of is not FunnelDefinition funnel || At is not FigurePlace.Step step)
            return this;
        var last = Math.Max(1, step.Index);
        var exclusions = funnel.Exclude.Where(one => (one.AfterStep ?? 0) < last)
            .Select(one => one.BeforeStep > last ? one with { BeforeStep = last } : one);
        var breakdown = funnel.Breakdown is { Step: { } at } && at > last ? null : funnel.Breakdown;
        return this with
        {
            Of = funnel with
            {
                Steps = funnel.Steps[..(last + 1)], Exclude = [.. exclusions], Breakdown = breakdown, Trend = null, Times = false,
            },
            At = breakdown is null ? step with { Group = null } : step,
        };
    }

    private static GroupKey? GroupOf(FigurePlace at) => at switch
    {
        FigurePlace.Bucket bucket => bucket.Group,
        FigurePlace.Step step => step.Group,
        FigurePlace.Cell cell => cell.Group,
        _ => null,
    };

    private static AskedFigure WithoutGroup(AskedFigure figure) => figure with
    {
        At = figure.At switch
        {
            FigurePlace.Bucket bucket => bucket with { Group = null },
            FigurePlace.Step step => step with { Group = null },
            FigurePlace.Cell cell => cell with { Group = null },
            var other => other,
        },
    };

    private static EventQuery WithoutFilters(EventQuery query) => query with { Filter = null } switch
    {
        SeriesQuery series => series with
        {
            Measure = series.Measure with { Events = series.Measure.Events with { Filter = null } },
        },
        RetentionQuery matrix => matrix with
        {
            Start = matrix.Start with { Filter = null }, Return = matrix.Return with { Filter = null },
        },
        FunnelDefinition funnel => funnel with { Steps = [.. funnel.Steps.Select(step => step with { Filter = null })] },
        var other => other,
    };

    private static AskedFigure Starts(AskedFigure figure, RetentionQuery matrix) => figure with
    {
        Of = new SeriesQuery
        {
            Range = matrix.Range, Measure = new Measure(matrix.Start, Aggregation.UniqueActors), Filter = matrix.Filter,
            Cohort = matrix.Cohort, IncludeBots = matrix.IncludeBots, Breakdown = matrix.Breakdown,
        },
        At = new FigurePlace.Bucket(null, GroupOf(figure.At)),
    };

    private static AskedFigure Anytime(AskedFigure figure) => figure.Of switch
    {
        RetentionQuery matrix => Anytime(Starts(figure, matrix)),
        SeriesQuery series => figure with
        {
            Of = series with { Range = Ever, Interval = null, CustomEdges = null, Rolling = 1, Cumulative = false },
            At = new FigurePlace.Bucket(null, GroupOf(figure.At)),
        },
        SessionsQuery sessions => figure with
        {
            Of = sessions with { Range = Ever, Interval = null }, At = new FigurePlace.Bucket(null, GroupOf(figure.At)),
        },
        FunnelDefinition funnel => figure with
        {
            Of = funnel with { Range = Ever, ConversionsAfterRange = ConversionsAfterRange.Include },
        },
        _ => figure,
    };

    private static Func<AskedFigure, AskedFigure> Funnel(Func<FunnelDefinition, FunnelDefinition> without) =>
        figure => figure.Of is FunnelDefinition funnel ? figure with { Of = without(funnel) } : figure;

    // In any order an optional step would be one of those that have to be done.
    private static AskedFigure Unordered(AskedFigure figure)
    {
        if (figure.Of is not FunnelDefinition funnel || figure.At is not FigurePlace.Step at)
            return figure;
        var needed = Enumerable.Range(0, funnel.Steps.Length)
            .Where(step => !funnel.Steps[step].Optional || step == at.Index || funnel.Steps.Length <= 2).ToList();
        return figure with
        {
            Of = funnel with { Order = FunnelOrder.Unordered, Steps = [.. needed.Select(step => funnel.Steps[step])] },
            At = at with { Index = needed.IndexOf(at.Index) },
        };
    }
}

/// <summary>One rule that keeps actors out of a figure.</summary>
/// <param name="Reason">What keeping out by it is called.</param>
/// <param name="Without">The figure without it.</param>
public sealed record AbsenceRule(AbsenceReason Reason, Func<AskedFigure, AskedFigure> Without);
