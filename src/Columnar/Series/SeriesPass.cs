using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>One run over a snapshot that fills cells. A first pass has a cell a group, a second one a cell a bucket
/// and slot.</summary>
internal sealed class SeriesPass(SeriesScope scope, SeriesLayout layout)
{
    private readonly uint _property = scope.Query.Measure.Property is { } named ? scope.Snapshot.Property(named.Name) : 0;

    /// <summary>Runs over all rows.</summary>
    public async Task<SeriesState> RunAsync(int threads, CancellationToken cancellationToken)
    {
        var states = scope.Query.Measure.Aggregation is Aggregation.Count or Aggregation.Sum
            ? await RunRowsAsync(threads, cancellationToken)
            : await RunActorsAsync(threads, cancellationToken);
        var sum = states[0];
        foreach (var state in states.Skip(1))
            sum.Add(state);
        return sum;
    }

    private Task<IReadOnlyList<SeriesState>> RunRowsAsync(int threads, CancellationToken cancellationToken)
    {
        var units = new RowUnits(scope.Snapshot, scope.Match);
        return Workers.RunAsync(units.Count, threads, () => new SeriesState(scope, layout), AddUnit, cancellationToken);

        void AddUnit(SeriesState state, int unit)
        {
            var (index, from, to) = units[unit];
            for (var row = from; row < to; row += BlockRows.Block)
                AddBlock(state, scope.Snapshot.Segments[index], row, Math.Min(BlockRows.Block, to - row));
            state.RowsScanned += to - from;
        }
    }

    private async Task<IReadOnlyList<SeriesState>> RunActorsAsync(int threads, CancellationToken cancellationToken)
    {
        var units = new ActorUnits(scope.Snapshot);
        // One unit more for the events of nobody, which count nothing but have groups.
        var states = await Workers.RunAsync(
            units.Count + 1, threads, () => new DistinctWalk(scope, layout), AddUnit, cancellationToken);
        foreach (var walk in states)
            walk.Dispose();
        return [.. states.Select(walk => walk.Finish())];

        void AddUnit(DistinctWalk walk, int unit)
        {
            if (unit == units.Count)
                walk.SeeNobody();
            else
                walk.Add(units[unit].From, units[unit].To);
        }
    }

    private void AddBlock(SeriesState state, Segment segment, int row, int count)
    {
        Span<uint> bits = stackalloc uint[BlockRows.Block];
        Span<int> groups = stackalloc int[BlockRows.Block];
        bits = bits[..count];
        if (scope.Match.Evaluate(segment, row, bits) == 0)
            return;
        state.Groups?.Read(segment, row, bits, groups);
        if (state.Cells is CountCells counts)
        {
            Span<long> times = stackalloc long[BlockRows.Block];
            segment.Times.Read(row, times = times[..count]);
            Count(state, counts, bits, times, groups);
        }
        else
            Sum(state, (SumCells)state.Cells, segment, row, bits, groups);
    }

    private void Count(
        SeriesState state, CountCells cells, ReadOnlySpan<uint> bits, ReadOnlySpan<long> times, ReadOnlySpan<int> groups)
    {
        for (var i = 0; i < bits.Length; i++)
            if (bits[i] != 0)
                cells.Increment(layout.Cell(state.See(groups[i]), times[i]));
    }

    private void Sum(
        SeriesState state, SumCells cells, Segment segment, int row, ReadOnlySpan<uint> bits, ReadOnlySpan<int> groups)
    {
        Span<long> values = stackalloc long[BlockRows.Block];
        Span<byte> scales = stackalloc byte[BlockRows.Block];
        values = values[..bits.Length];
        segment.Numbers(_property).Read(row, values, scales);
        Span<long> times = stackalloc long[BlockRows.Block];
        segment.Times.Read(row, times = times[..bits.Length]);
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] == 0)
                continue;
            var group = state.See(groups[i]);
            if (values[i] != SegmentFormat.NoNumber)
                cells.Add(layout.Cell(group, times[i]), values[i], scales[i]);
        }
    }
}
