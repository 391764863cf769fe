using Analytics.Columnar.Kernels;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;

namespace Analytics.Columnar.Cohorts;

/// <summary>Finds the actors that meet criteria, all criteria in one pass over the rows.</summary>
internal static class CohortScan
{
    /// <summary>The actors that meet the criteria; everybody with an event that counts can.</summary>
    /// <param name="run">The question that they are part of.</param>
    /// <param name="criteria">Null for none.</param>
    /// <param name="includeBots">Whether bots' events count.</param>
    /// <returns>To be disposed of by the caller; null without criteria.</returns>
    public static async ValueTask<ActorSet?> FindAsync(QueryRun run, CohortCriteria? criteria, bool includeBots)
    {
        if (criteria is null)
            return null;
        using var beside = run.Plan?.Beside();
        using var compiler = new CohortCompiler(run, includeBots);
        return await FindAsync(run, await compiler.CompileAsync(criteria), includeBots);
    }

    /// <summary>The actors that meet a condition; to be disposed of by the caller.</summary>
    public static async ValueTask<ActorSet> FindAsync(QueryRun run, ActorCondition condition, bool includeBots)
    {
        var columns = new ShardColumns();
        condition.AddColumns(columns);
        var shards = new ActorShards(run.Snapshot, includeBots);
        var found = ActorSet.Of(run);
        try
        {
            var readers = await run.ForEachAsync(
                shards.Pass("find a cohort", columns),
                () => new Walk(run, condition, found, new ShardReader(run.Snapshot, columns, includeBots)),
                (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
            foreach (var reader in readers)
                reader.Dispose();
            return found;
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <summary>One thread's part.</summary>
    private sealed class Walk(QueryRun run, ActorCondition condition, ActorSet found, ShardReader reader) : IDisposable
    {
        private ulong[] _rowBits = [];
        private ulong[] _actorBits = [];

        public void Add(uint from, uint to)
        {
            var rows = reader.Read(from, to);
            run.Take(rows.Rows);
            if (rows.Actors.IsEmpty)
                return;
            var (rowWords, actorWords) = (RowBitsKernel.Words(rows.Rows), RowBitsKernel.Words(rows.Actors.Length));
            Array.Resize(ref _rowBits, Math.Max(_rowBits.Length, rowWords));
            Array.Resize(ref _actorBits, Math.Max(_actorBits.Length, actorWords));
            var actors = _actorBits.AsSpan(0, actorWords);
            condition.Evaluate(rows, _rowBits.AsSpan(0, rowWords), actors);
            found.Add(rows.Actors, actors);
        }

        public void Dispose() => reader.Dispose();
    }
}
