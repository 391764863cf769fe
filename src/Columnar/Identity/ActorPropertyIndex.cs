using System.Diagnostics.CodeAnalysis;
using Analytics.Columnar.Encoding;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>
/// One property of all actors: what it was after each change, under the identity of one moment of the log. Outside
/// the managed heap; any number of threads read it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever asked may still read it: its buffers are freed by their finalizers.")]
internal sealed class ActorPropertyIndex
{
    private readonly NativeBuffer<uint> _starts = new();
    private readonly NativeBuffer<long> _times = new();
    private readonly NativeBuffer<ActorValue> _values = new();

    /// <param name="changes">Of this property alone, in any order.</param>
    /// <param name="map">Whose they are.</param>
    public ActorPropertyIndex(NativeBuffer<ActorChange> changes, ActorMap map)
    {
        using var ordered = new NativeBuffer<ActorChange>();
        using var starts = Group(changes.Span, map, ordered);
        for (var actor = 0; actor + 1 < starts.Count; actor++)
        {
            _starts.Add((uint)_times.Count);
            if (starts[actor] < starts[actor + 1])
                Add(ordered.Span[(int)starts[actor]..(int)starts[actor + 1]]);
        }
        _starts.Add((uint)_times.Count);
    }

    /// <summary>Whether no actor ever had a value.</summary>
    public bool IsEmpty => _times.Count == 0;

    /// <summary>What the property was, in the order of time; empty for an actor that never had it.</summary>
    public ActorPropertyRun Of(uint actor)
    {
        if (actor + 1 >= (uint)_starts.Count)
            return default;
        var (from, to) = ((int)_starts[(int)actor], (int)_starts[(int)actor + 1]);
        return new ActorPropertyRun(_times.Span[from..to], _values.Span[from..to]);
    }

    /// <summary>After the changes up to a time, inclusive.</summary>
    public ActorValue At(uint actor, long time) => Of(actor).At(time);

    /// <summary>After all changes.</summary>
    public ActorValue Current(uint actor) => Of(actor).Current;

    // Counting sort by actor; erased ids have no history.
    private static NativeBuffer<uint> Group(
        Span<ActorChange> changes, ActorMap map, NativeBuffer<ActorChange> ordered)
    {
        uint last = 0;
        foreach (ref var change in changes)
        {
            var actor = map.IsErased(change.Id) ? 0 : map.ActorOf(change.Id);
            change = change with { Id = actor };
            last = Math.Max(last, actor);
        }
        var starts = new NativeBuffer<uint>();
        starts.Reset((int)last + 2);
        foreach (ref readonly var change in changes)
            if (change.Id != 0)
                starts[(int)change.Id + 1]++;
        for (var actor = 1; actor < starts.Count; actor++)
            starts[actor] += starts[actor - 1];
        var sorted = ordered.Append((int)starts[starts.Count - 1]);
        using var next = new NativeBuffer<uint>();
        next.Append(starts.Span);
        foreach (ref readonly var change in changes)
            if (change.Id != 0)
                sorted[(int)next[(int)change.Id]++] = change;
        return starts;
    }

    private void Add(Span<ActorChange> changes)
    {
        changes.Sort(ActorChange.Compare);
        var value = default(ActorValue);
        for (var i = 0; i < changes.Length; i++)
        {
            value = After(value, changes[i]);
            if (i + 1 < changes.Length && changes[i + 1].Time == changes[i].Time)
                continue;
            _times.Add(changes[i].Time);
            _values.Add(value);
        }
    }

    private static ActorValue After(ActorValue before, in ActorChange change) => change.Change switch
    {
        ActorPropertyChange.SetOnce => before.Kind is ValueKind.None ? change.Value : before,
        ActorPropertyChange.Increment => ScaledSum.Of(before, change.Value),
        _ => change.Value,
    };
}

/// <summary>One property of one actor through time.</summary>
/// <param name="times">When each value begins to hold, ascending, milliseconds.</param>
/// <param name="values">The value from then on.</param>
internal readonly ref struct ActorPropertyRun(ReadOnlySpan<long> times, ReadOnlySpan<ActorValue> values)
{
    public ReadOnlySpan<long> Times { get; } = times;

    public ReadOnlySpan<ActorValue> Values { get; } = values;

    public ActorValue Current => Values.IsEmpty ? default : Values[^1];

    public ActorValue At(long time)
    {
        var index = Times.BinarySearch(time);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? default : Values[index];
    }
}
