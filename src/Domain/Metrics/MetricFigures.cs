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

    public MetricFigures(MetricPlan plan, ImmutableArray<SeriesAnswer> answers)
    {
        var (parts, ranges) = (plan.Parts.Length, plan.Ranges.Length);
        var needs = plan.Metric.Needs.IsEmpty ? [] : answers[^ranges..];
        _plan = plan;
        _now = new Side(answers[..parts], IsCollected(0));
        _earlier = new Side(answers[parts..(parts * ranges)], IsCollected(ranges - 1));
        _excludedCurrencies = plan.IsMoney
            ? [.. answers[(parts * ranges)..^needs.Length].SelectMany(answer => answer.Groups)
                .Select(group => group.Key.Only).OfType<string>()
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [];
        _read = answers[0].Meta with { RowsScanned = answers.Sum(answer => answer.Meta.RowsScanned) };

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
            total is not null ? null : _now.IsCollected ? "DIVISION_BY_ZERO" : "NOT_COLLECTED",
            _excludedCurrencies,
            Points(answer => answer.All),
            [.. Keys().Select((key, index) => Group(key.Values, answer => answer.Groups[index].Values))],
            _now.Answers.Concat(_earlier.Answers).Any(answer => answer.Other is not null)
                ? Group([], answer => answer.Other)
                : null,
            ResultMeta.From(
                _read, _plan.Range, _plan.Calendar.Zone, clock, started,
                _plan.Metric.Version > 0 ? _plan.Metric.Version : null));
    }

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
        for (var i = 0; i < _plan.Complete.Length; i++)
        {
            var bucket = i;
            var value = Value(_now, select, values => values.Points[bucket]);
            var previous = bucket < _plan.EarlierEdges.Length - 1
                ? Value(_earlier, select, values => values.Points[bucket])
                : null;
            points.Add(new Point(_plan.Edges[bucket], value, previous, _plan.Complete[bucket]));
        }

        return points.MoveToImmutable();
    }

    private decimal? Value(
        Side side,
        Func<SeriesAnswer, SeriesValues?> select,
        Func<SeriesValues, decimal?> read)
    {
        if (side.Answers.IsEmpty || !side.IsCollected)
            return null;
        return MetricCatalogue.Evaluate(
            _plan.Metric,
            name => select(side.Answers[PartOf(name)]) is { } values ? read(values) : _plan.EmptyOf(name)) / OneExactly;
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

    /// <summary>What was answered for one range.</summary>
    /// <param name="Answers">One a part; empty without an earlier range.</param>
    /// <param name="IsCollected">False when the range lacks the events that the metric needs.</param>
    private readonly record struct Side(ImmutableArray<SeriesAnswer> Answers, bool IsCollected);
}
