using Analytics.Domain.Funnels;

namespace Analytics.TestKit;

/// <summary>One attempt of a funnel: from one event on, as far as it gets.</summary>
internal sealed class SlowAttempt
{
    private readonly FunnelDefinition _funnel;
    private readonly HashSet<int> _done = [];
    private readonly string?[] _held;

    public SlowAttempt(IReadOnlyList<SlowEvent> path, int start, FunnelDefinition funnel)
    {
        _funnel = funnel;
        _held = [.. funnel.HoldConstant.Select(path[start].Key)];
        _done.Add(Enumerable.Range(0, funnel.Steps.Length).First(step => Matches(path[start], step)));
        Taken.Add((0, path[start]));
        End = _held.Contains(null) ? start + 1 : Walk(path, start + 1);
    }

    /// <summary>The steps taken with their events; a funnel in any order has levels in place of steps.</summary>
    public List<(int Step, SlowEvent Event)> Taken { get; } = [];

    /// <summary>Place of the first event of the path that may start another attempt.</summary>
    public int End { get; }

    public SlowEvent First => Taken[0].Event;

    public int Furthest => Taken[^1].Step;

    public bool IsComplete => Furthest == _funnel.Steps.Length - 1;

    /// <summary>Attempts of other values do not hinder each other; null where nothing can follow.</summary>
    public string? HeldValues => _held.Contains(null) ? null : string.Join('\0', _held);

    public bool Took(int step) => Taken.Any(taken => taken.Step == step);

    public SlowEvent? At(int step) => Taken.FirstOrDefault(taken => taken.Step == step).Event;

    public static bool Starts(SlowEvent one, FunnelDefinition funnel) =>
        funnel.Range.Contains(one.Time)
        && (funnel.Order is FunnelOrder.Unordered
            ? funnel.Steps.Any(step => Matches(one, step, funnel))
            : Matches(one, funnel.Steps[0], funnel));

    private int Walk(IReadOnlyList<SlowEvent> path, int from)
    {
        for (var i = from; i < path.Count; i++)
        {
            var one = path[i];
            if (one.Time > Limit || IsPastRange(one) || IsExcluded(one))
                return i;
            var step = Candidates().Cast<int?>().FirstOrDefault(step => Takes(one, step!.Value));
            if (step is null && _funnel.Order is FunnelOrder.Strict)
                return i;
            if (step is null)
                continue;
            _done.Add(step.Value);
            Taken.Add((_funnel.Order is FunnelOrder.Unordered ? Taken.Count : step.Value, one));
            if (IsComplete)
                return i + 1;
        }
        return path.Count;
    }

    // The steps that the next event may be, the one that comes first in the funnel first.
    private IEnumerable<int> Candidates()
    {
        if (_funnel.Order is FunnelOrder.Unordered)
            return Enumerable.Range(0, _funnel.Steps.Length).Where(step => !_done.Contains(step));
        var next = Furthest + 1;
        return Enumerable.Range(next, _funnel.Steps.Length - next)
            .Where(step => Enumerable.Range(next, step - next).All(skipped => _funnel.Steps[skipped].Optional));
    }

    // After it no step can come any more.
    private DateTimeOffset Limit => new[]
    {
        First.Time + _funnel.Window,
        Candidates().Max(step => Taken[^1].Event.Time + (_funnel.Steps[step].Window ?? _funnel.Window)),
    }.Min();

    private bool IsPastRange(SlowEvent one) =>
        _funnel.ConversionsAfterRange is ConversionsAfterRange.Exclude && one.Time >= _funnel.Range.To;

    private bool IsExcluded(SlowEvent one) => _funnel.Exclude.Any(exclusion =>
        Furthest >= (exclusion.AfterStep ?? 0)
        && Furthest < (exclusion.BeforeStep ?? _funnel.Steps.Length - 1)
        && one.Matches(exclusion.Events));

    private bool Takes(SlowEvent one, int step) =>
        Matches(one, step)
        && one.Time - Taken[^1].Event.Time <= (_funnel.Steps[step].Window ?? TimeSpan.MaxValue)
        && _funnel.HoldConstant.Select(one.Key).SequenceEqual(_held);

    private bool Matches(SlowEvent one, int step) => Matches(one, _funnel.Steps[step], _funnel);

    private static bool Matches(SlowEvent one, FunnelStepDefinition step, FunnelDefinition funnel) =>
        one.IsOneOf(step.Events) && one.Matches(step.Filter) && one.Matches(funnel.Filter);
}
