using System.Collections.Immutable;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>Paths by their definition.</summary>
internal static class SlowPaths
{
    public static PathsAnswer Answer(SlowData data, PathsQuery query)
    {
        var paths = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && one.Matches(query.Filter))
            .Where(one => (query.Events.IsEmpty || one.IsOneOf(query.Events)) && !one.IsOneOf(query.Exclude))
            .GroupBy(one => query.Window is null ? data.Sessions[one] : one.Actor!, StringComparer.Ordinal)
            .SelectMany(events => Paths([.. events], query))
            .ToList();
        var steps = paths
            .SelectMany(path => path.Select((step, index) => (
                Place: Place(query, path, index), Step: step,
                IsEnd: index == (query.From is null ? 0 : path.Length - 1))))
            .GroupBy(one => one.Place)
            .OrderBy(place => place.Key)
            .ToList();
        var shown = steps.ToDictionary(
            place => place.Key,
            place => Ranked(place.GroupBy(one => one.Step).Select(same => (same.Key, same.Count()))).Take(query.Limit).ToList());
        return new PathsAnswer(
            paths.Count,
            [
                .. steps.SelectMany(place =>
                {
                    var rest = place.Where(one => !shown[place.Key].Contains(one.Step)).ToList();
                    return shown[place.Key]
                        .Select(step => place.Where(one => one.Step == step).ToList())
                        .Select(same => new PathNode(place.Key, same[0].Step, same.Count, same.Count(one => one.IsEnd)))
                        .Concat(rest.Count == 0
                            ? []
                            : [new PathNode(place.Key, null, rest.Count, rest.Count(one => one.IsEnd))]);
                }),
            ],
            [
                .. paths
                    .SelectMany(path => path.Zip(path.Skip(1)).Select((edge, index) => (
                        Place: Place(query, path, index),
                        From: Shown(Place(query, path, index), edge.First),
                        To: Shown(Place(query, path, index + 1), edge.Second))))
                    .GroupBy(edge => edge)
                    .OrderBy(edge => edge.Key.Place)
                    .ThenByDescending(edge => edge.Count())
                    .ThenBy(edge => edge.Key.From is null)
                    .ThenBy(edge => edge.Key.From ?? default(GroupKey), _keys)
                    .ThenBy(edge => edge.Key.To is null)
                    .ThenBy(edge => edge.Key.To ?? default(GroupKey), _keys)
                    .Select(edge => new PathEdge(edge.Key.Place, edge.Key.From, edge.Key.To, edge.Count())),
            ],
            [
                .. paths
                    .GroupBy(path => new GroupKey([.. path.Select(step => step.Only)]))
                    .OrderByDescending(path => path.Count())
                    .ThenBy(path => query.From is null ? [.. path.Key.Values.Reverse()] : path.Key.Values, _sequences)
                    .Take(query.Limit)
                    .Select(path => new PathSequence(path.Key.Values, path.Count())),
            ],
            data.Log.Meta);

        GroupKey? Shown(int place, GroupKey step) => shown[place].Contains(step) ? step : default(GroupKey?);
    }

    private static readonly Comparer<GroupKey> _keys = Comparer<GroupKey>.Create((left, right) =>
        left.Values.IsDefault || right.Values.IsDefault ? 0 : left.CompareTo(right));

    private static readonly Comparer<ImmutableArray<string?>> _sequences = Comparer<ImmutableArray<string?>>.Create((left, right) =>
    {
        var order = left.Zip(right, (a, b) => new GroupKey([a]).CompareTo(new GroupKey([b]))).FirstOrDefault(one => one != 0);
        return order != 0 ? order : left.Length.CompareTo(right.Length);
    });

    private static IEnumerable<GroupKey> Ranked(IEnumerable<(GroupKey Step, int Count)> steps) =>
        steps.OrderByDescending(one => one.Count).ThenBy(one => one.Step).Select(one => one.Step);

    private static int Place(PathsQuery query, GroupKey[] path, int index) =>
        query.From is null ? index - path.Length + 1 : index;

    // The events of a session, or of an actor where there is a window.
    private static IEnumerable<GroupKey[]> Paths(List<SlowEvent> events, PathsQuery query)
    {
        DateTimeOffset? until = null;
        for (var i = 0; i < events.Count; i++)
        {
            var anchor = events[i];
            if (!anchor.Matches((query.From ?? query.To)!) || !query.Range.Contains(anchor.Time) || anchor.Time <= until)
                continue;
            if (Path(events, i, query) is { } path)
                yield return path;
            if (query.Window is not { } window)
                yield break;
            until = anchor.Time + window;
        }
    }

    private static GroupKey[]? Path(List<SlowEvent> events, int anchor, PathsQuery query)
    {
        bool IsNear(SlowEvent one) => query.Window is not { } window || (one.Time - events[anchor].Time).Duration() <= window;
        if (query.From is null)
            return [.. Steps(events.Take(anchor + 1).Where(IsNear), query).TakeLast(query.MaxLength)];
        var after = events.Skip(anchor).Where(IsNear).ToList();
        if (query.To is null)
            return [.. Steps(after, query).Take(query.MaxLength)];
        var end = after.FindIndex(1, one => one.Matches(query.To));
        var between = Steps(after.Take(end + 1), query).ToArray();
        return end > 0 && between.Length <= query.MaxLength ? between : null;
    }

    private static IEnumerable<GroupKey> Steps(IEnumerable<SlowEvent> events, PathsQuery query)
    {
        GroupKey? before = null;
        foreach (var one in events)
        {
            GroupKey step = Called(one.Key(query.Step), query);
            if (step != before)
                yield return step;
            before = step;
        }
    }

    private static string? Called(string? step, PathsQuery query) =>
        step is null ? null : query.Groups.FirstOrDefault(group => group.Matches(step))?.Name ?? step;
}
