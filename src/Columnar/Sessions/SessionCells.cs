using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Figures of sets of sessions.</summary>
internal static class SessionCells
{
    /// <summary>Of all sessions.</summary>
    public static SessionFigures All(IReadOnlyList<SessionFacts> parts)
    {
        var durations = new NativeSlice<long>[parts.Count];
        var pages = new NativeSlice<uint>[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            durations[i] = parts[i].Durations.Slice(0, parts[i].Count);
            pages[i] = parts[i].Pages.Slice(0, parts[i].Count);
        }
        return new SessionFigures(
            parts.Sum(part => (long)part.Count),
            parts.Sum(part => part.ActorCount),
            parts.Sum(part => part.EventCount),
            parts.Sum(part => part.Bounces),
            Spreads.OfTimes(durations),
            Spreads.OfNumbers(pages));
    }

    /// <summary>Of the sessions of each cell.</summary>
    /// <param name="parts">Told apart.</param>
    /// <param name="keysOf">What a part's sessions are told apart by.</param>
    /// <param name="slots">The cell of each key; empty when keys are cells.</param>
    /// <param name="cells">Number of cells.</param>
    public static SessionFigures[] Each(
        IReadOnlyList<SessionFacts> parts,
        Func<SessionFacts, NativeBuffer<int>> keysOf,
        ReadOnlySpan<int> slots,
        int cells)
    {
        var ends = new int[cells];
        var totals = new SessionTotals[cells];
        foreach (var part in parts)
            foreach (var key in keysOf(part).Span)
                ends[slots.IsEmpty ? key : slots[key]]++;
        for (var cell = 1; cell < cells; cell++)
            ends[cell] += ends[cell - 1];
        using var durations = new NativeBuffer<long>();
        using var pages = new NativeBuffer<uint>();
        durations.Append(cells == 0 ? 0 : ends[^1]);
        pages.Append(durations.Count);
        var next = new int[cells];
        for (var cell = 1; cell < cells; cell++)
            next[cell] = ends[cell - 1];
        foreach (var part in parts)
        {
            var keys = keysOf(part).Span;
            for (var i = 0; i < keys.Length; i++)
            {
                var cell = slots.IsEmpty ? keys[i] : slots[keys[i]];
                var at = next[cell]++;
                (durations[at], pages[at]) = (part.Durations[i], part.Pages[i]);
                totals[cell].Add(part.Actors[i], part.Events[i], part.Pages[i]);
            }
        }
        var figures = new SessionFigures[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var (from, to) = (cell == 0 ? 0 : ends[cell - 1], ends[cell]);
            figures[cell] = new SessionFigures(
                to - from,
                totals[cell].Actors,
                totals[cell].Events,
                totals[cell].Bounces,
                Spreads.OfTimes([durations.Slice(from, to)]),
                Spreads.OfNumbers([pages.Slice(from, to)]));
        }
        return figures;
    }

    private struct SessionTotals
    {
        private uint _lastActor;

        public long Actors { get; private set; }

        public long Events { get; private set; }

        public long Bounces { get; private set; }

        // An actor's sessions follow each other also among those of one cell.
        public void Add(uint actor, uint events, uint pages)
        {
            Actors += actor == _lastActor ? 0 : 1;
            _lastActor = actor;
            Events += events;
            Bounces += pages == 1 ? 1 : 0;
        }
    }
}
