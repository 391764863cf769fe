using System.Collections.Immutable;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Series;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>Answers one funnel: each actor's furthest attempt, then the spread of the times.</summary>
internal sealed class FunnelRun(Snapshot snapshot, FunnelDefinition funnel, int threads)
{
    private readonly EventMatch _match = new(
        snapshot,
        [.. funnel.Steps.Select(step => ((IReadOnlyList<string>)step.Events, step.Filter))],
        funnel.Filter)
    {
        From = funnel.Range.From.ToMillisecondsUp(),
        FirstTo = funnel.Range.To.ToMillisecondsUp(),
        To = (funnel.ConversionsAfterRange is ConversionsAfterRange.Include
            ? funnel.Range.To + funnel.Window
            : funnel.Range.To).ToMillisecondsUp(),
    };

    public async Task<FunnelAnswer> ExecuteAsync(CancellationToken cancellationToken)
    {
        var units = new ActorUnits(snapshot);
        var walks = await Workers.RunAsync(
            units.Count, threads, () => new FunnelWalk(snapshot, _match, funnel), AddUnit, cancellationToken);
        try
        {
            return new FunnelAnswer(
                [.. Enumerable.Range(0, funnel.Steps.Length).Select(step => Step(walks, step))],
                snapshot.Meta(walks.Sum(walk => walk.RowsScanned)));
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }

        void AddUnit(FunnelWalk walk, int unit) => walk.Add(units[unit].From, units[unit].To);
    }

    private static FunnelStepCount Step(IReadOnlyList<FunnelWalk> walks, int step)
    {
        var actors = walks.Sum(walk => walk.Actors[step]);
        if (step == 0 || actors == 0)
            return new FunnelStepCount(actors, null, null);
        return new FunnelStepCount(
            actors,
            Spread([.. walks.Select(walk => walk.FromPrevious[step])]),
            Spread([.. walks.Select(walk => walk.FromFirst[step])]));
    }

    private static Times Spread(ImmutableArray<NativeBuffer<long>> parts)
    {
        using var all = new NativeBuffer<long>();
        Int128 sum = 0;
        foreach (var part in parts)
        {
            all.Append(part.Span);
            foreach (var time in part.Span)
                sum += time;
        }
        // Tenths of a millisecond are whole ticks; the mean is rounded to the nearest one.
        const long ticksPerTenth = TimeSpan.TicksPerMillisecond / 10;
        var mean = ((sum * TimeSpan.TicksPerMillisecond * 2) + all.Count) / (all.Count * 2);
        return new Times(
            TimeSpan.FromTicks(SelectKernel.TenfoldPercentile(all.Span, 5) * ticksPerTenth),
            TimeSpan.FromTicks((long)mean),
            TimeSpan.FromTicks(SelectKernel.TenfoldPercentile(all.Span, 9) * ticksPerTenth));
    }
}
