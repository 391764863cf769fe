using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>Spreads the times to one step: those of all attempts, and of each slot of a breakdown.</summary>
internal sealed class FunnelSpreads : IDisposable
{
    private readonly NativeBuffer<long> _fromPrevious = new();
    private readonly NativeBuffer<long> _fromFirst = new();
    private readonly int[] _starts;

    /// <param name="tallies">Of all threads.</param>
    /// <param name="step">Which one, from 1.</param>
    /// <param name="slots">How many; the slot of a group is <paramref name="slotOf"/>'s.</param>
    /// <param name="slotOf">By group.</param>
    public FunnelSpreads(IReadOnlyList<FunnelTally> tallies, int step, int slots, ReadOnlySpan<int> slotOf)
    {
        _starts = new int[slots + 1];
        foreach (var tally in tallies)
            foreach (ref readonly var time in tally.Times(step))
                _starts[slotOf[time.Group] + 1]++;
        for (var slot = 0; slot < slots; slot++)
            _starts[slot + 1] += _starts[slot];
        Scatter(tallies, step, slotOf);
    }

    /// <summary>Of one slot; null without any time.</summary>
    public (Times? FromPrevious, Times? FromFirst) Of(int slot) => Of(_starts[slot], _starts[slot + 1]);

    /// <summary>Of all slots together.</summary>
    public (Times? FromPrevious, Times? FromFirst) All() => Of(0, _starts[^1]);

    public void Dispose()
    {
        _fromPrevious.Dispose();
        _fromFirst.Dispose();
    }

    private void Scatter(IReadOnlyList<FunnelTally> tallies, int step, ReadOnlySpan<int> slotOf)
    {
        var fromPrevious = _fromPrevious.Append(_starts[^1]);
        var fromFirst = _fromFirst.Append(_starts[^1]);
        var next = _starts.AsSpan().ToArray();
        foreach (var tally in tallies)
            foreach (ref readonly var time in tally.Times(step))
            {
                var at = next[slotOf[time.Group]]++;
                (fromPrevious[at], fromFirst[at]) = (time.FromPrevious, time.FromFirst);
            }
    }

    private (Times?, Times?) Of(int from, int to) =>
        (Spreads.OfTimes([_fromPrevious.Slice(from, to)]), Spreads.OfTimes([_fromFirst.Slice(from, to)]));
}
