using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Which steps the rows of a snapshot match: names, range and conditions. A series is a question of one step.
/// </summary>
internal sealed class EventMatch
{
    private readonly uint[] _bitsByName;
    private readonly RowFilter? _filter;
    private readonly RowFilter?[] _stepFilters;
    private readonly uint _all;

    /// <param name="snapshot">What is read.</param>
    /// <param name="steps">Names, none for any event, and an own condition.</param>
    /// <param name="filter">A condition on all steps.</param>
    public EventMatch(
        Snapshot snapshot, IReadOnlyList<(IReadOnlyList<string> Names, EventFilter? Filter)> steps, EventFilter? filter)
    {
        var names = snapshot.Dictionary(DictionaryId.Names);
        _bitsByName = new uint[names.Count + 1];
        _all = uint.MaxValue >> (32 - steps.Count);
        for (var step = 0; step < steps.Count; step++)
            foreach (var code in CodesOf(steps[step].Names, names))
                _bitsByName[code] |= 1u << step;
        _filter = FilterCompiler.Compile(filter, snapshot);
        _stepFilters = [.. steps.Select(step => FilterCompiler.Compile(step.Filter, snapshot))];
    }

    /// <summary>First instant that matches, milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>First instant that the first step does not match any more.</summary>
    public required long FirstTo { get; init; }

    /// <summary>First instant that no step matches any more.</summary>
    public required long To { get; init; }

    public bool CanMatch(Segment segment) => segment.LastTime >= From && segment.FirstTime < To;

    /// <summary>The bits of the rows from <paramref name="row"/> on, at most a block of them.</summary>
    /// <returns>All bits together: 0 when no row matches.</returns>
    public uint Evaluate(Segment segment, int row, Span<uint> bits)
    {
        Span<uint> names = stackalloc uint[BlockRows.Block];
        names = names[..bits.Length];
        segment.Names.Read(row, names);
        Span<long> times = stackalloc long[BlockRows.Block];
        times = times[..bits.Length];
        segment.Times.Read(row, times);
        var any = EventKernel.Match(names, times, _bitsByName, From, FirstTo, To, bits);
        if (any == 0)
            return 0;
        Span<byte> mask = stackalloc byte[BlockRows.Block];
        mask = mask[..bits.Length];
        if (_filter is not null)
        {
            _filter.Evaluate(segment, row, mask);
            any = EventKernel.Keep(mask, _all, bits);
        }
        for (var step = 0; step < _stepFilters.Length; step++)
        {
            if (_stepFilters[step] is not { } filter || (any >> step & 1) == 0)
                continue;
            filter.Evaluate(segment, row, mask);
            any = EventKernel.Keep(mask, 1u << step, bits);
        }
        return any;
    }

    private static IEnumerable<uint> CodesOf(IReadOnlyList<string> wanted, DictionaryView names) =>
        wanted.Count == 0
            ? Enumerable.Range(1, names.Count).Select(code => (uint)code)
            : wanted.Select(names.Find).Where(code => code != 0);
}
