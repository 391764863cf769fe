namespace Analytics.Columnar.Kernels;

/// <summary>What became of an attempt.</summary>
/// <param name="Last">The furthest step taken, from 0; where the order does not matter, the number taken less 1.</param>
/// <param name="NextHit">The first hit that may start the next attempt of those that do not overlap ...</param>
/// <param name="NextAfter">... if it is later than this instant, too.</param>
internal readonly record struct Attempt(int Last, int NextHit, long NextAfter);

/// <summary>
/// Follows attempts by every rule there is: each step takes the earliest event that may be it, without backtracking.
/// </summary>
/// <remarks>
/// A step's next match is remembered for each step from which it was asked for: attempts start later and later, so it
/// is mostly still ahead, and an actor with very many events costs not their square.
/// </remarks>
internal sealed unsafe class AttemptKernel(AttemptRules rules, PathHits hits)
{
    private readonly (int Asked, int Found)[] _next = new (int, int)[64 * (rules.Steps + 1)];
    private int _start;
    private int _place;
    private int _last;
    private uint _taken;
    private long _limit;

    /// <summary>Call it once the hits are arranged anew.</summary>
    public void Begin() => Array.Fill(_next, (int.MaxValue, 0));

    /// <summary>The first start at or after a place, before another; the latter when there is none.</summary>
    public int NextStart(int place, int end) => Math.Min(end, Next(63, 0, place));

    /// <summary>Follows one attempt.</summary>
    /// <param name="part">Where it may go.</param>
    /// <param name="start">The place of its first event.</param>
    /// <param name="at">Receives the place of the event that took each step; -1 for none.</param>
    public Attempt Follow(in PathPart part, int start, Span<int> at)
    {
        at.Fill(-1);
        at[0] = start;
        (_start, _place, _last) = (start, start, 0);
        _taken = rules.Unordered ? LowestStep(Bits(start)) : 1;
        if (part.IsNull)
            return new Attempt(0, Hit + 1, long.MinValue);
        while (_last < rules.Steps - 1)
        {
            var candidates = Candidates();
            _limit = Limit(candidates);
            var (next, step) = Earliest(candidates, part.To);
            var excluded = FirstExcluded(part.PathEnd);
            var hit = step < 0 ? int.MaxValue : hits.Order[next];
            if (rules.Strict && (step < 0 || hit == excluded || hits.Numbers[hit] != hits.Numbers[Hit] + 1))
                return new Attempt(_last, Hit + 1, long.MinValue);
            if (excluded <= hit && excluded < part.PathEnd && hits.Times[excluded] <= _limit)
                return new Attempt(_last, excluded, long.MinValue);
            if (step < 0)
                return new Attempt(_last, Hit + 1, _limit);
            _place = next;
            _taken |= 1u << step;
            _last = rules.Unordered ? _last + 1 : step;
            at[_last] = next;
        }
        return new Attempt(_last, Hit + 1, long.MinValue);
    }

    /// <summary>The hit that was taken last.</summary>
    private int Hit => hits.Order[_place];

    private long TimeOf(int place) => hits.Times[hits.Order[place]];

    private ulong Bits(int place) => hits.Bits[hits.Order[place]];

    private static uint LowestStep(ulong bits) => (uint)(bits & (0 - bits));

    // One bit a step.
    private uint Candidates()
    {
        var all = uint.MaxValue >> (32 - rules.Steps);
        if (rules.Unordered)
            return all & ~_taken;
        var end = _last + 1;
        while (end < rules.Steps - 1 && rules.Optional[end])
            end++;
        return (all >> (rules.Steps - 1 - end)) & (uint.MaxValue << (_last + 1));
    }

    // The last instant at which the attempt may go on.
    private long Limit(uint candidates)
    {
        var limit = Math.Min(TimeOf(_start) + rules.Window, rules.LastTime);
        var widest = 0L;
        for (var step = 0; step < rules.Steps; step++)
            if ((candidates >> step & 1) != 0)
                widest = Math.Max(widest, rules.StepWindows[step]);
        return widest == AttemptRules.NoWindow ? limit : Math.Min(limit, TimeOf(_place) + widest);
    }

    // The lowest step of the earliest event that may take one; later events of a step are later still, so the first
    // match alone decides.
    private (int Place, int Step) Earliest(uint candidates, int end)
    {
        var (earliest, taken) = (end, -1);
        for (var step = 0; step < rules.Steps; step++)
        {
            if ((candidates >> step & 1) == 0)
                continue;
            var place = Next(step, _last, _place + 1);
            if (place >= earliest || TimeOf(place) > _limit)
                continue;
            if (rules.StepWindows[step] == AttemptRules.NoWindow || TimeOf(place) - TimeOf(_place) <= rules.StepWindows[step])
                (earliest, taken) = (place, step);
        }
        return (earliest, taken);
    }

    private int FirstExcluded(int end)
    {
        var first = end;
        for (var i = 0; i < rules.Exclusions.Length; i++)
            if (rules.Exclusions[i].After <= _last && _last < rules.Exclusions[i].Before)
                first = Math.Min(first, Next(PathHits.FirstExclusion + i, _last, Hit + 1));
        return first;
    }

    private int Next(int bit, int level, int from)
    {
        ref var known = ref _next[(bit * (rules.Steps + 1)) + level];
        if (from < known.Asked || known.Found < from)
            known = (from, RowBitsKernel.First(hits.Matches(bit), from));
        return known.Found;
    }
}
