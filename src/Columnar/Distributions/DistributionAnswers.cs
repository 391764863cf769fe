using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>Puts the values of all threads together: all of them, those of each group shown, and those of the others.</summary>
/// <param name="run">What it is part of.</param>
/// <param name="cells">Computes figures.</param>
/// <param name="parts">One a thread.</param>
internal sealed class DistributionAnswers<T>(
    QueryRun run, DistributionCells<T> cells, IReadOnlyList<DistributionFacts<T>> parts)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <param name="groups">Null without a breakdown.</param>
    public DistributionAnswer Answer(GroupPlan? groups)
    {
        using var all = new NativeBuffer<T>();
        var actors = 0L;
        foreach (var part in parts)
            actors += AddUp(part, all, _ => true);
        var unfinished = parts.Sum(part => Sum(part.Unfinished.Span));
        return groups is null
            ? new DistributionAnswer(cells.Of(all.Span, actors, unfinished), [], null, run.Meta())
            : WithGroups(groups, cells.Of(all.Span, actors, unfinished));
    }

    private DistributionAnswer WithGroups(GroupPlan groups, DistributionFigures all)
    {
        var (found, missed) = (new long[groups.Space.Count], new long[groups.Space.Count]);
        foreach (var part in parts)
        {
            foreach (var group in part.Groups.Span)
                found[group]++;
            for (var group = 0; group < Math.Min(missed.Length, part.Unfinished.Count); group++)
                missed[group] += part.Unfinished[group];
        }
        if (!groups.IsChosen)
            groups.Choose(
                [.. found.Select((count, group) => count + missed[group] > 0)], group => found[group] + missed[group]);
        var slots = groups.Layout(width: 1);
        var shown = new NativeBuffer<T>[groups.Shown.Length];
        for (var slot = 0; slot < shown.Length; slot++)
            shown[slot] = new NativeBuffer<T>();
        var (actors, last, others) = (new long[shown.Length], new uint[shown.Length], 0L);
        using var other = new NativeBuffer<T>();
        try
        {
            foreach (var part in parts)
            {
                var of = part.Groups.Span;
                for (var i = 0; i < of.Length; i++)
                {
                    if (slots.Slot(of[i]) is var slot && slot >= shown.Length)
                        continue;
                    shown[slot].Add(part.Values[i]);
                    actors[slot] += part.Owners[i] == last[slot] ? 0 : 1;
                    last[slot] = part.Owners[i];
                }
                others += AddUp(part, other, group => slots.Slot(group) == groups.Other);
            }
            var rest = Enumerable.Range(0, missed.Length).Where(group => slots.Slot(group) == groups.Other).Sum(group => missed[group]);
            return new DistributionAnswer(
                all,
                [
                    .. groups.Shown.Select((group, slot) => new DistributionGroupFigures(
                        group.Key, cells.Of(shown[slot].Span, actors[slot], group.Group < 0 ? 0 : missed[group.Group]))),
                ],
                other.Count + rest > 0 ? cells.Of(other.Span, others, rest) : null,
                run.Meta());
        }
        finally
        {
            foreach (var values in shown)
                values.Dispose();
        }
    }

    // The values of some groups, one an actor where an actor's add up; and how many actors have them.
    private static long AddUp(DistributionFacts<T> part, NativeBuffer<T> into, Func<int, bool> counts)
    {
        if (part.Groups.Count == 0)
        {
            into.Append(part.Values.Span);
            return part.Actors;
        }
        var (owner, actors) = (0u, 0L);
        for (var i = 0; i < part.Values.Count; i++)
        {
            if (!counts(part.Groups[i]))
                continue;
            if (part.AddsUp && part.Owners[i] == owner)
                into[into.Count - 1] = checked(into[into.Count - 1] + part.Values[i]);
            else
                into.Add(part.Values[i]);
            actors += part.Owners[i] == owner ? 0 : 1;
            owner = part.Owners[i];
        }
        return actors;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
