using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Finds the actors over whose events a point of a series is computed.</summary>
internal static class PointActors
{
    /// <param name="run">The question that it is part of.</param>
    /// <param name="query">The series.</param>
    /// <param name="place">Which point.</param>
    /// <param name="cohort">Only these; null for everybody.</param>
    /// <param name="found">Receives them.</param>
    public static async ValueTask FindAsync(
        QueryRun run, SeriesQuery query, FigurePlace.Bucket place, ActorSet? cohort, ActorSet found)
    {
        var window = query.WindowOf(place.Index);
        var selector = new RowSelector(
            run.Snapshot, query.Measure.Events, query.Filter, window.From.ToMillisecondsUp(), window.To.ToMillisecondsUp());
        var columns = new ShardColumns();
        selector.AddColumns(columns);
        var space = place.Group is null ? null : new GroupSpace(run.Snapshot, query.Breakdown!.Dimensions, columns);
        var group = place.Group is { } key ? space!.Of(key) : -1;
        var shards = new ActorShards(run.Snapshot, query.IncludeBots);
        var walks = await run.ForEachAsync(
            shards.Count,
            () => new Walk(run, selector, new ShardReader(run.Snapshot, columns, query.IncludeBots), cohort, space, group, found),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        foreach (var walk in walks)
            walk.Dispose();
    }

    /// <summary>One thread's part.</summary>
    private sealed class Walk(
        QueryRun run, RowSelector selector, ShardReader reader, ActorSet? cohort, GroupSpace? space, int group, ActorSet found)
        : IDisposable
    {
        private readonly NativeBuffer<ulong> _bits = new();
        private readonly HitBlock _hits = new(cohort);
        private readonly GroupReader? _groups = space is null ? null : new GroupReader(space);
        private readonly int[] _read = new int[space is null ? 0 : HitBlock.Most];
        private ulong[] _actors = [];

        public unsafe void Add(uint from, uint to)
        {
            var rows = reader.Read(from, to);
            run.Take(rows.Rows);
            _bits.Reset(RowBitsKernel.Words(rows.Rows));
            if (rows.Rows == 0 || !selector.Select(rows, _bits.Span))
                return;
            if (cohort is null && _groups is null)
            {
                AddAll(rows);
                return;
            }
            _hits.Start(rows, _bits.Pointer, _bits.Count);
            while (_hits.Next())
            {
                _groups?.Read(_hits, _read);
                var actors = _hits.Actors;
                for (var i = 0; i < actors.Length; i++)
                    if (_groups is null || _read[i] == group)
                        found.Add(actors[i]);
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            _hits.Dispose();
            _bits.Dispose();
        }

        private void AddAll(ShardRows rows)
        {
            var words = RowBitsKernel.Words(rows.Actors.Length);
            Array.Resize(ref _actors, Math.Max(_actors.Length, words));
            TimesKernel.Compare(_bits.Span, rows.Starts, CountComparison.AtLeast, 1, _actors.AsSpan(0, words));
            found.Add(rows.Actors, _actors.AsSpan(0, words));
        }
    }
}
