using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>
/// Events that are looked at once, for every figure that is computed over them: one selection, one set of buckets, one
/// breakdown. Threads share it.
/// </summary>
internal sealed class SeriesScan
{
    private readonly List<FigureSpec> _specs = [];
    private readonly List<PropertyRef> _numbers = [];
    private readonly List<PropertyRef> _values = [];
    private readonly List<PointWindows> _windows = [];
    private readonly QueryRun _run;
    private readonly ShardColumns _columns;

    /// <param name="run">The question.</param>
    /// <param name="query">Says everything but the measure's aggregation.</param>
    /// <param name="lookBack">Calendar buckets before the range.</param>
    /// <param name="groups">The breakdown's; null without one.</param>
    /// <param name="columns">Receives what is read.</param>
    public SeriesScan(QueryRun run, SeriesQuery query, int lookBack, GroupSpace? groups, ShardColumns columns)
    {
        (_run, _columns, Groups, Cohort) = (run, columns, groups, query.Cohort);
        Buckets = new BucketLayout(query, lookBack);
        Selector = new RowSelector(
            run.Snapshot, query.Measure.Events, query.Filter, Buckets.Edges[0], Buckets.Edges[^1]);
        Selector.AddColumns(columns);
    }

    public RowSelector Selector { get; }

    public BucketLayout Buckets { get; }

    public GroupSpace? Groups { get; }

    public CohortCriteria? Cohort { get; }

    public IReadOnlyList<FigureSpec> Specs => _specs;

    /// <summary>Whose numbers are computed with.</summary>
    public List<NumberKeys> Numbers { get; } = [];

    /// <summary>The dimensions of which distinct values are counted.</summary>
    public List<DimensionKeys> Values { get; } = [];

    public bool NeedsActors => _specs.Any(spec => spec.IsByActor);

    /// <summary>Whether it matters whose a hit is.</summary>
    public bool FindsActors => NeedsActors
        || _specs.Any(spec => spec.SomebodyOnly)
        || Numbers.Any(keys => keys.Actors is not null)
        || Values.Concat(Groups?.Dimensions ?? []).Any(keys => keys.Actors is not null);

    public bool NeedsSessions => _specs.Any(spec => spec.Kind is FigureKind.Sessions);

    /// <summary>Adds what a measure is computed from.</summary>
    public void Add(Measure measure)
    {
        foreach (var spec in FigureSpec.Of(measure))
        {
            if (_specs.Contains(spec))
                continue;
            _specs.Add(spec);
            if (spec.Kind is FigureKind.Values)
                AddValues(spec.Property!);
            else if (spec.Property is { } property && !_numbers.Contains(property))
            {
                _numbers.Add(property);
                Numbers.Add(new NumberKeys(_run.Snapshot, property, _columns));
            }
            _columns.Sessions |= spec.Kind is FigureKind.Sessions;
        }
    }

    /// <summary>Adds what points are computed over.</summary>
    /// <returns>Its index.</returns>
    public int AddWindows(int rolling, bool cumulative)
    {
        _windows.Add(new PointWindows(Buckets, rolling, cumulative));
        return _windows.Count - 1;
    }

    /// <summary>The index of a property's numbers; -1 for null and where only values are read.</summary>
    public int NumberColumn(PropertyRef? property) => property is null ? -1 : _numbers.IndexOf(property);

    public int ValueColumn(PropertyRef property) => _values.IndexOf(property);

    public PointWindows Windows(int index) => _windows[index];

    /// <summary>The windows that distinct figures keep: none where there is one cell a slot.</summary>
    public PointWindows[] WindowsOf(SlotLayout layout) => layout.Width == Buckets.Count ? [.. _windows] : [];

    private void AddValues(PropertyRef property)
    {
        _values.Add(property);
        Values.Add(new DimensionKeys(_run.Snapshot, property, _columns));
    }
}
