using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>Puts the answers to a plan's queries together to the figures of its metric.</summary>
internal sealed class MetricFigures
{
    private readonly MetricPlan _plan;
    private readonly ImmutableArray<SeriesAnswer> _now;
    private readonly ImmutableArray<SeriesAnswer> _earlier;
    private readonly ImmutableArray<string> _excludedCurrencies;
    private readonly bool _isCollected;

    public MetricFigures(MetricPlan plan, ImmutableArray<SeriesAnswer> answers)
    {
        var parts = plan.Parts.Length;
        _plan = plan;
        _now = answers[..parts];
        _earlier = plan.Earlier is null ? [] : answers[parts..(2 * parts)];
        _isCollected = plan.Metric.Needs.IsEmpty || answers[^1].All.Total > 0;
        var rest = answers[(_now.Length + _earlier.Length)..];
        _excludedCurrencies = plan.IsMoney
            ? [.. rest[0].Groups.Select(group => group.Key).OfType<string>()
                .Where(currency => currency != plan.Currency).Order(StringComparer.Ordinal)]
            : [];
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
            total is { } value && previous is { } before && before != 0 ? (double)((value - before) / before) : null,
            total is not null ? null : _isCollected ? "DIVISION_BY_ZERO" : "NOT_COLLECTED",
            _excludedCurrencies,
            Points(answer => answer.All),
            [.. Keys().Select((key, index) => Group([key], answer => answer.Groups[index].Values))],
            _now.Any(answer => answer.Other is not null) ? Group([], answer => answer.Other) : null,
            ResultMeta.From(
                _now[0].Meta with { RowsScanned = _now.Concat(_earlier).Sum(answer => answer.Meta.RowsScanned) },
                _plan.Range, _plan.Zone, clock, started, _plan.Metric.Version > 0 ? _plan.Metric.Version : null));
    }

    private IEnumerable<string?> Keys() => _now[0].Groups.Select(group => group.Key);

    private MetricGroup Group(ImmutableArray<string?> key, Func<SeriesAnswer, SeriesValues?> select) =>
        new(key, Total(_now, select), Total(_earlier, select), Points(select));

    private decimal? Total(ImmutableArray<SeriesAnswer> answers, Func<SeriesAnswer, SeriesValues?> select) =>
        Value(answers, select, values => values?.Total ?? 0);

    private ImmutableArray<Point> Points(Func<SeriesAnswer, SeriesValues?> select)
    {
        var points = ImmutableArray.CreateBuilder<Point>(_plan.Complete.Length);
        for (var i = 0; i < _plan.Complete.Length; i++)
        {
            var bucket = i;
            var value = Value(_now, select, values => values is null ? 0 : values.Points[bucket]);
            var previous = bucket < _plan.EarlierEdges.Length - 1
                ? Value(_earlier, select, values => values is null ? 0 : values.Points[bucket])
                : null;
            points.Add(new Point(_plan.Edges[bucket], value, previous, _plan.Complete[bucket]));
        }

        return points.MoveToImmutable();
    }

    private decimal? Value(
        ImmutableArray<SeriesAnswer> answers,
        Func<SeriesAnswer, SeriesValues?> select,
        Func<SeriesValues?, decimal> read)
    {
        if (answers.IsEmpty || !_isCollected)
            return null;
        return MetricCatalogue.Evaluate(_plan.Metric, name => read(select(answers[PartOf(name)]))) / OneExactly;
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
}
