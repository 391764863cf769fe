using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>
/// Finds which properties events have. First the events are counted by name; then, for those that are listed, some
/// properties at a time are read, so that memory does not grow with their number.
/// </summary>
internal sealed class PropertiesRun(QueryRun run, PropertiesQuery query, ActorSet? cohort)
{
    private const int PropertiesAtOnce = 32;
    private const int BytesPerName = 24;

    private readonly Snapshot _snapshot = run.Snapshot;
    private readonly RowSelector _selector = new(
        run.Snapshot, new EventSelector(query.Events), query.Filter,
        query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());

    public async ValueTask<PropertiesAnswer> ExecuteAsync()
    {
        var names = await NamesAsync();
        var found = names.ConvertAll(_ => new List<PropertyFound>());
        foreach (var some in Properties().Chunk(PropertiesAtOnce))
            await FindAsync(names, some, found);
        return new PropertiesAnswer(
            [.. names.Select((name, i) => new EventProperties(
                name.Text, name.Count, At(name.First), At(name.Last),
                [.. found[i].OrderByDescending(one => one.Events).ThenBy(one => one.Name, StringComparer.Ordinal).Take(query.Limit)]))],
            run.Meta());
    }

    private async ValueTask<List<ListedName>> NamesAsync()
    {
        var names = _snapshot.Dictionary(DictionaryId.Names);
        run.Reserve(BytesPerName * (names.Count + 1L) * run.Budget.Options.QueryThreads);
        var scans = await ScanAsync(new ShardColumns(), () => new NameSpans(names.Count + 1));
        var all = scans[0];
        foreach (var scan in scans.Skip(1))
            all.Merge(scan);
        return [.. all.Listed(names)
            .OrderByDescending(name => name.Count).ThenBy(name => name.Text, StringComparer.Ordinal)
            .Take(PropertiesQuery.MaxEvents)];
    }

    private async ValueTask FindAsync(List<ListedName> names, uint[] properties, List<List<PropertyFound>> found)
    {
        var columns = new ShardColumns();
        foreach (var property in properties)
            columns.AddProperty(property);
        var places = new int[_snapshot.Dictionary(DictionaryId.Names).Count + 1];
        Array.Fill(places, -1);
        for (var i = 0; i < names.Count; i++)
            places[names[i].Code] = i;
        var scans = await ScanAsync(
            columns, () => new PropertyCells(_snapshot, properties, places, names.Count, run));
        var all = scans[0];
        foreach (var scan in scans.Skip(1))
            all.Merge(scan);
        for (var i = 0; i < names.Count; i++)
            found[i].AddRange(all.Found(i));
        foreach (var scan in scans)
            run.Reserve(-scan.Reserved);
    }

    private IEnumerable<uint> Properties()
    {
        var properties = _snapshot.Dictionary(DictionaryId.Properties);
        for (uint property = 1; property <= properties.Count; property++)
            if (query.StartsWith is null || properties.Text(property).StartsWith(query.StartsWith, StringComparison.Ordinal))
                yield return property;
    }

    private async ValueTask<IReadOnlyList<TState>> ScanAsync<TState>(
        ShardColumns columns, Func<TState> create)
        where TState : class, IPropertyTally
    {
        _selector.AddColumns(columns);
        var shards = new RowShards(_snapshot, query.IncludeBots);
        var states = await run.ForEachAsync(
            shards.Count,
            () => new Threaded<TState>(
                new PropertyScan(run, _selector, new ShardReader(_snapshot, columns, query.IncludeBots), cohort), create()),
            (state, shard) => state.Scan.Read(shards[shard], state.Tally));
        foreach (var state in states)
            state.Dispose();
        return [.. states.Select(state => state.Tally)];
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Threaded<TState>(PropertyScan Scan, TState Tally) : IDisposable
    {
        public void Dispose() => Scan.Dispose();
    }
}
