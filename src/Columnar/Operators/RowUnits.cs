using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>Cuts a snapshot into runs of rows, for figures that add up whoever the actor is.</summary>
internal sealed class RowUnits
{
    private readonly List<(int Segment, int From, int To)> _units = [];

    public RowUnits(Snapshot snapshot, EventMatch match)
    {
        for (var index = 0; index < snapshot.Segments.Length; index++)
        {
            var segment = snapshot.Segments[index];
            if (!match.CanMatch(segment))
                continue;
            for (var row = 0; row < segment.Rows; row += BlockRows.Unit)
                _units.Add((index, row, Math.Min(row + BlockRows.Unit, segment.Rows)));
        }
    }

    public int Count => _units.Count;

    public (int Segment, int From, int To) this[int unit] => _units[unit];
}
