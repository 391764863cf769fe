using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Cohorts;

/// <summary>Who is behind a figure: the actors that a question counted at one place of its answer, in ordinal order of
/// their ids.</summary>
/// <param name="Of">The question that gave the figure.</param>
/// <param name="At">Where in its answer the figure stands.</param>
public sealed record ActorsQuery(EventQuery Of, FigurePlace At) : Question
{
    /// <summary>Most actors to list; 0 for their number alone.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Lists actors after this one; null from the first.</summary>
    public string? After { get; init; }

    /// <inheritdoc />
    public override Problem? Check() =>
        Of.Check()?.Under("of")
        ?? CheckPlace()?.Under("at")
        ?? QueryRules.InRange(Limit, 0, QueryRules.MaxPage, "limit")
        ?? QueryRules.Unicode(After, "after")
        ?? QueryRules.Conflict(
            Of.IncludeBots != IncludeBots, "Bots count in both questions or in neither.", "includeBots")
        ?? QueryRules.Conflict(
            Of.AsOf is { } asOf && asOf != AsOf, "The list is as of the same position as the figure.", "asOf");

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => Of.Properties();

    /// <summary>The step by which those who were lost at another one are measured: the last one before it that is not
    /// optional.</summary>
    /// <param name="funnel">Whose steps.</param>
    /// <param name="step">From 1: nobody is lost before a funnel.</param>
    public static int StepBefore(FunnelDefinition funnel, int step)
    {
        var before = step - 1;
        while (before > 0 && funnel.Steps[before].Optional && funnel.Order is not FunnelOrder.Unordered)
            before--;
        return before;
    }

    private Problem? CheckPlace() => (Of, At) switch
    {
        (SeriesQuery series, FigurePlace.Bucket place) => CheckIndex(place.Index, series.Edges.Length - 2, "index")
            ?? CheckGroup(place.Group, series.Breakdown?.Dimensions.Length ?? 0),
        (SessionsQuery sessions, FigurePlace.Bucket place) =>
            CheckIndex(place.Index, Buckets(sessions, sessions.Interval) - 1, "index")
            ?? CheckGroup(place.Group, sessions.Breakdown?.Dimensions.Length ?? 0),
        (FunnelDefinition funnel, FigurePlace.Step place) =>
            CheckIndex(place.Index, funnel.Steps.Length - 1, "index")
            ?? (funnel.Count is FunnelCount.Actors ? null : Problem.Invalid(
                "FUNNEL_COUNT", "Only a funnel that counts ACTORS has a list of them.", "index"))
            ?? QueryRules.Conflict(place.DroppedOff && place.Index == 0, "Nobody drops off before a funnel.", "droppedOff")
            ?? CheckGroup(place.Group, funnel.Breakdown is null ? 0 : 1),
        (RetentionQuery retention, FigurePlace.Cell place) =>
            CheckIndex(place.Column, retention.Columns - 1, "column")
            ?? CheckIndex(place.Cohort, Buckets(retention, retention.Period) - 1, "cohort")
            ?? CheckGroup(place.Group, retention.Breakdown?.Dimensions.Length ?? 0),
        (LifecycleQuery, FigurePlace.Stage place) => CheckIndex(place.Period, QueryRules.MaxBuckets, "period"),
        (StickinessQuery, FigurePlace.Days place) =>
            CheckIndex(place.Period, QueryRules.MaxBuckets, "period") ?? QueryRules.InRange(place.Number, 1, 92, "number"),
        _ => Problem.Invalid("FIGURE_UNKNOWN", "The answer to this question has no such figure."),
    };

    // The range was found to have no more than one answer may.
    private static int Buckets(EventQuery query, Interval? interval) => interval is not { } width ? 0 :
        CalendarBuckets.Edges(
            query.Range, width, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets).Value.Length - 1;

    private static Problem? CheckIndex(int? index, int most, string path) =>
        index is { } named ? QueryRules.InRange(named, 0, most, path) : null;

    private static Problem? CheckGroup(GroupKey? group, int dimensions) =>
        QueryRules.Conflict(
            group is { } key && key.Values.Length != dimensions, "A group has one value a dimension.", "group")
        ?? (group is { } named ? QueryRules.Each(named.Values, "group", value => QueryRules.Unicode(value)) : null);
}

/// <summary>Where in an answer a figure stands. Without a group it is the one over all of them.</summary>
public abstract record FigurePlace
{
    private FigurePlace()
    {
    }

    /// <summary>A point of a series or of session figures.</summary>
    /// <param name="Index">From 0; null for the total.</param>
    /// <param name="Group">Which group; null for all.</param>
    public sealed record Bucket(int? Index = null, GroupKey? Group = null) : FigurePlace;

    /// <summary>A step of a funnel.</summary>
    /// <param name="Index">From 0.</param>
    /// <param name="DroppedOff">True for those who reached the step before and not this one.</param>
    /// <param name="Group">Which group; null for all.</param>
    public sealed record Step(int Index, bool DroppedOff = false, GroupKey? Group = null) : FigurePlace;

    /// <summary>A cell of a retention matrix.</summary>
    /// <param name="Cohort">From 0.</param>
    /// <param name="Column">From 0; null for the whole cohort.</param>
    /// <param name="Group">Which group; null for all.</param>
    public sealed record Cell(int Cohort, int? Column = null, GroupKey? Group = null) : FigurePlace;

    /// <summary>A part of a period's actors.</summary>
    /// <param name="Period">From 0.</param>
    /// <param name="Of">Which part.</param>
    public sealed record Stage(int Period, LifecycleStage Of) : FigurePlace;

    /// <summary>Actors who were active on so many days.</summary>
    /// <param name="Period">From 0.</param>
    /// <param name="Number">Days, from 1.</param>
    public sealed record Days(int Period, int Number) : FigurePlace;
}

/// <summary>Those behind a figure.</summary>
/// <param name="Size">Number of all: the figure.</param>
/// <param name="Actors">Those asked for.</param>
/// <param name="Meta">What was read.</param>
public sealed record ActorsAnswer(long Size, ImmutableArray<string> Actors, AnswerMeta Meta);
