using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Collects the ids, as sent, that the buckets and groups of a series have events of.</summary>
/// <param name="run">The question that it is part of.</param>
/// <param name="query">The series.</param>
/// <param name="cohort">Only these; null for everybody.</param>
internal sealed class SeriesActorsRun(QueryRun run, SeriesQuery query, ActorSet? cohort)
{
    private const int BytesPerId = 24;   // in a hash set, about

    public async ValueTask<Result<SeriesActorsAnswer>> ExecuteAsync()
    {
        var columns = new ShardColumns { OwnIds = true };
        var edges = new BucketLayout(query, lookBack: 0).Edges;
        var selector = new RowSelector(run.Snapshot, query.Measure.Events, query.Filter, edges[0], edges[^1]);
        selector.AddColumns(columns);
        var space = query.Breakdown is { } breakdown ? new GroupSpace(run.Snapshot, breakdown.Dimensions, columns) : null;
        var shards = new ActorShards(run.Snapshot, query.IncludeBots);
        var walks = await run.ForEachAsync(
            shards.Count,
            () => new Walk(run, selector, new ShardReader(run.Snapshot, columns, query.IncludeBots), cohort, edges, space),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        var cells = new Dictionary<(int Bucket, int Group), HashSet<uint>>();
        foreach (var walk in walks)
        {
            foreach (var (cell, ids) in walk.Cells)
                if (!cells.TryAdd(cell, ids))
                    cells[cell].UnionWith(ids);
            walk.Dispose();
        }
        return cells.Values.Sum(ids => (long)ids.Count) > SeriesActorsAnswer.MaxIds
            ? Problem.Invalid("QUERY_TOO_LARGE", $"There are more than {SeriesActorsAnswer.MaxIds} ids: shorten 'range'.", "range")
            : Answer(cells, space);
    }

    private SeriesActorsAnswer Answer(Dictionary<(int Bucket, int Group), HashSet<uint>> cells, GroupSpace? space)
    {
        var texts = run.Snapshot.Dictionary(DictionaryId.Actors);
        return new SeriesActorsAnswer(
            [
                .. cells
                    .Select(cell => new SeriesActors(
                        cell.Key.Bucket,
                        space?.Key(cell.Key.Group),
                        [.. cell.Value.Select(texts.Text).Order(StringComparer.Ordinal)]))
                    .OrderBy(cell => cell.Bucket).ThenBy(cell => cell.Group),
            ],
            run.Meta());
    }

    /// <summary>One thread's part.</summary>
    private sealed class Walk(
        QueryRun run, RowSelector selector, ShardReader reader, ActorSet? cohort, long[] edges, GroupSpace? space) : IDisposable
    {
        private readonly NativeBuffer<ulong> _bits = new();
        private readonly HitBlock _hits = new(cohort);
        private readonly TimeBuckets _buckets = new(edges);
        private readonly GroupReader? _groups = space is null ? null : new GroupReader(space);
        private readonly int[] _group = new int[HitBlock.Most];
        private readonly int[] _bucket = new int[HitBlock.Most];

        public Dictionary<(int Bucket, int Group), HashSet<uint>> Cells { get; } = [];

        public unsafe void Add(uint from, uint to)
        {
            var rows = reader.Read(from, to);
            run.Take(rows.Rows);
            _bits.Reset(RowBitsKernel.Words(rows.Rows));
            if (rows.Rows == 0 || !selector.Select(rows, _bits.Span))
                return;
            _hits.Start(rows, _bits.Pointer, _bits.Count);
            while (_hits.Next())
            {
                _buckets.Of(rows.Times, _hits.Rows, _bucket);
                _groups?.Read(_hits, _group);
                for (var i = 0; i < _hits.Count; i++)
                    Add(_bucket[i], _group[i], rows.OwnIds.At((int)_hits.Rows[i], _hits.Actors[i]));
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            _hits.Dispose();
            _buckets.Dispose();
            _bits.Dispose();
        }

        private void Add(int bucket, int group, uint id)
        {
            if (!Cells.TryGetValue((bucket, group), out var ids))
                Cells.Add((bucket, group), ids = []);
            if (ids.Add(id))
                run.Reserve(BytesPerId);
        }
    }
}
