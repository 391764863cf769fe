using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>Puts the answers to a plan's queries together to the figures of its metric.</summary>
internal sealed class MetricFigures
{
    private readonly MetricPlan _plan;
    private readonly Side _now;
    private readonly Side _earlier;
    private readonly ImmutableArray<string> _excludedCurrencies;
    private readonly AnswerMeta _read;
    private readonly Evidence _evidence;

    /// <param name="plan">What was asked for.</param>
    /// <param name="answers">One a query of the plan.</param>
    /// <param name="queries">They were asked together.</param>
    public MetricFigures(MetricPlan plan, ImmutableArray<SeriesAnswer> answers, IReadOnlyList<SeriesQuery> queries)
    {
        var (parts, ranges) = (plan.Parts.Length, plan.Ranges.Length);
        var needs = plan.Metric.Needs.IsEmpty ? [] : answers[^ranges..];
        _plan = plan;
        _now = new Side(Shown(plan.Now, answers[..parts]), IsCollected(0));
        _earlier = new Side(
            plan.Earlier is null ? [] : Shown(plan.Earlier, answers[parts..(parts * ranges)]), IsCollected(ranges - 1));
        _excludedCurrencies = plan.AddsMoney
            ? [.. answers[(parts * ranges)..^needs.Length].SelectMany(answer => answer.Groups)
                .Select(group => group.Key.Only).OfType<string>()
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [];
        _read = answers[0].Meta with
        {
            RowsScanned = answers.Sum(answer => answer.Meta.RowsScanned),
            FromSnapshots = answers.Any(answer => answer.Meta.FromSnapshots),
            ComputedAt = answers.Max(answer => answer.Meta.ComputedAt),
        };
        _evidence = new Evidence([.. queries.Zip(answers, (query, answer) => new Answered(query, answer))]);

        bool IsCollected(int range) => needs.IsEmpty || needs[range].All.Total > 0;
    }

    public MetricResult ToResult(TimeProvider clock, long started)
    {
        var total = Total(_now, answer => answer.All);
        var previous = Total(_earlier, answer => answer.All);
        return new MetricResult(
            _plan.Metric.Name,
            _plan.Metric.Unit,
            _plan.IsMoney ? _plan.Currency : null,
            total,
            previous,
            Change(total, previous),
            total is null ? Reason() : null,
            _excludedCurrencies,
            Points(answer => answer.All),
            [.. Keys().Select((key, index) => Group(key.Values, answer => answer.Groups[index].Values))],
            _now.Answers.Concat(_earlier.Answers).Any(answer => answer.Other is not null)
                ? Group([], answer => answer.Other)
                : null,
            ResultMeta.From(
                _read, _plan.Now.Range, _plan.Calendar, clock, started, _evidence,
                _plan.Metric.Version > 0 ? _plan.Metric.Version : null))
        {
            Basis = _plan.Basis(),
        };
    }

    private string Reason() =>
        !_now.IsCollected ? "NOT_COLLECTED"
        : _plan.Metric.Computation is MetricComputation.Aggregate ? "NO_VALUES"
        : "DIVISION_BY_ZERO";

    private IEnumerable<GroupKey> Keys() => _now.Answers[0].Groups.Select(group => group.Key);

    private MetricGroup Group(ImmutableArray<string?> key, Func<SeriesAnswer, SeriesValues?> select) =>
        new(key, Total(_now, select), Total(_earlier, select), Points(select));

    // The quotient as a double: of two sums of 18 digits it can be larger than any decimal.
    private static double? Change(decimal? total, decimal? previous) =>
        total is { } value && previous is { } before && before != 0 ? (double)(value - before) / (double)before : null;

    private decimal? Total(Side side, Func<SeriesAnswer, SeriesValues?> select) =>
        Value(side, select, values => values.Total);

    private ImmutableArray<Point> Points(Func<SeriesAnswer, SeriesValues?> select)
    {
        var points = ImmutableArray.CreateBuilder<Point>(_plan.Complete.Length);
        var values = Series(_now, _plan.Complete.Length, select);
        var before = Series(_earlier, (_plan.Earlier?.Edges.Length ?? 1) - 1, select);
        for (var i = 0; i < _plan.Complete.Length; i++)
            points.Add(new Point(
                _plan.Now.Edges[i], values[i], i < before.Length ? before[i] : null, _plan.Complete[i]));
        return points.MoveToImmutable();
    }

    private decimal?[] Series(Side side, int buckets, Func<SeriesAnswer, SeriesValues?> select)
    {
        var values = Enumerable.Range(0, buckets)
            .Select(bucket => Value(side, select, values => values.Points[bucket])).ToArray();
        var width = _plan.Question.MovingAverage;
        return width == 1
            ? values
            : [.. values.Select((_, i) => Mean(values.AsSpan(Math.Max(0, i + 1 - width)..(i + 1))))];
    }

    private static decimal? Mean(ReadOnlySpan<decimal?> points)
    {
        var (sum, count) = (0m, 0);
        try
        {
            foreach (var point in points)
                (sum, count) = point is { } value ? (sum + value, count + 1) : (sum, count);
        }
        catch (OverflowException)
        {
            return null;
        }

        return count == 0 ? null : sum / count / OneExactly;
    }

    private decimal? Value(
        Side side,
        Func<SeriesAnswer, SeriesValues?> select,
        Func<SeriesValues, decimal?> read)
    {
        if (side.Answers.IsEmpty || !side.IsCollected)
            return null;
        return MetricCatalogue.Evaluate(_plan.Metric, name =>
        {
            var part = PartOf(name);
            return select(side.Answers[part]) is { } values ? read(values) : MetricPlan.Of(_plan.Parts[part]).Empty;
        }) / OneExactly;
    }

    // Dividing by a one of full scale drops zeros at the end: 2.50 and 2.5 are written the same.
    private const decimal OneExactly = 1.0000000000000000000000000000m;

    private int PartOf(string name)
    {
        for (var i = 0; i < _plan.Parts.Length; i++)
            if (_plan.Parts[i].Name == name)
                return i;
        throw new InvalidOperationException($"'{name}' is no part of '{_plan.Metric.Name}'.");
    }

    // A part of trailing days was answered day by day: its buckets have the figures of their last days.
    private ImmutableArray<SeriesAnswer> Shown(MetricRange range, ImmutableArray<SeriesAnswer> answers) =>
        [.. answers.Select((answer, part) => !MetricPlan.IsTrailing(_plan.Parts[part]) ? answer : answer with
        {
            All = OfDays(answer.All, range),
            Groups = [.. answer.Groups.Select(group => group with { Values = OfDays(group.Values, range) })],
            Other = answer.Other is null ? null : OfDays(answer.Other, range),
        })];

    private static SeriesValues OfDays(SeriesValues days, MetricRange range) =>
        new(days.Points[^1], [.. range.LastDays.Select(day => days.Points[day])]);

    /// <summary>What was answered for one range.</summary>
    /// <param name="Answers">One a part; empty without an earlier range.</param>
    /// <param name="IsCollected">False when the range lacks the events that the metric needs.</param>
    private readonly record struct Side(ImmutableArray<SeriesAnswer> Answers, bool IsCollected);
}
