using System.Collections.Immutable;
using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>Answers one question about retention.</summary>
internal static class RetentionRun
{
    public static async ValueTask<RetentionAnswer> ExecuteAsync(RetentionScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        if (scope.Groups is { } groups)
        {
            if (!groups.IsChosen)
                await ChooseAsync(scope, groups, shards);
            scope.PlaceGroups();
        }
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("follow starts and returns", scope.Columns),
            () => new RetentionWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            foreach (var walk in walks.Skip(1))
            {
                walks[0].Matrix.Add(walk.Matrix);
                walks[0].Values?.Merge(walk.Values!);
            }
            return Answer(scope, walks[0].Matrix, walks[0].Values?.Complete(), walks[0].Values?.Kept);
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }

    /// <summary>The actors that a cell counts.</summary>
    /// <param name="scope">Without values; with a breakdown only where the place names a group.</param>
    /// <param name="place">Which cell.</param>
    /// <param name="found">Receives them.</param>
    public static async ValueTask FindActorsAsync(RetentionScope scope, FigurePlace.Cell place, ActorSet found)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        var cell = new CellMembers(scope, place, found);
        var walks = await scope.Run.ForEachAsync(
            shards.Count,
            () => new RetentionWalk(scope, cell),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        foreach (var walk in walks)
            walk.Dispose();
    }

    private static async ValueTask ChooseAsync(RetentionScope scope, GroupPlan groups, ActorShards shards)
    {
        var parts = await scope.Run.ForEachAsync(
            shards.Pass("find the largest groups", scope.Columns), () => new GroupSizes(scope), (part, shard) => part.Add(shards[shard].From, shards[shard].To));
        GroupSizes.Choose(groups, parts);
        foreach (var part in parts)
            part.Dispose();
    }

    private static RetentionAnswer Answer(RetentionScope scope, RetentionMatrix matrix, ScanResult? values, KeptValues? kept)
    {
        if (scope.Query.ReturnBy is RetentionReturn.OnOrAfter)
            matrix.AddLaterColumns();
        if (scope.Groups is not { } groups)
            return new RetentionAnswer(Rows(0), [], null, scope.Run.Meta());
        matrix.AddToLast();
        return new RetentionAnswer(
            Rows(groups.All),
            [.. groups.Shown.Select((group, slot) => new RetentionGroupCount(group.Key, Rows(slot)))],
            matrix.HasAny(groups.Other) ? Rows(groups.Other) : null,
            scope.Run.Meta());

        ImmutableArray<RetentionCohortCount> Rows(int slot) =>
            matrix.Rows(
                slot,
                values is null ? null : cell => values.Total(scope.Query.Value!, cell),
                kept is null ? null : kept.Of);
    }
}
