using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>Where a segment has the rows of an id as sent, whoever's they were when it was arranged.</summary>
internal sealed class OwnRows : IDisposable
{
    private const int Block = 4_096;
    private readonly Segment _segment;
    private readonly NativeBuffer<ulong> _differing = new();   // own id, then row, of rows under another actor

    public OwnRows(Segment segment)
    {
        _segment = segment;
        if (segment.OwnIds.IsAbsent)
            return;
        Span<uint> ids = stackalloc uint[Block];
        for (var row = 0; row < segment.Rows; row += Block)
        {
            var count = Math.Min(Block, segment.Rows - row);
            segment.OwnIds.Read(row, ids[..count]);
            for (var i = 0; i < count; i++)
                if (ids[i] != 0)
                    _differing.Add(((ulong)ids[i] << 32) | (uint)(row + i));
        }
        _differing.Span.Sort();
    }

    /// <summary>Ids with rows under another actor, each once.</summary>
    public IEnumerable<uint> UnderOthers()
    {
        for (var i = 0; i < _differing.Count; i++)
            if (i == 0 || _differing[i] >> 32 != _differing[i - 1] >> 32)
                yield return (uint)(_differing[i] >> 32);
    }

    /// <summary>Adds the rows to a list: whose they are in the segment, whether among bots, and which.</summary>
    public void Find(uint id, List<PlacedRow> into)
    {
        AddRun(id, bots: false, into);
        AddRun(id, bots: true, into);
        var at = _differing.Span.BinarySearch((ulong)id << 32);
        for (at = at < 0 ? ~at : at; at < _differing.Count && (uint)(_differing[at] >> 32) == id; at++)
        {
            var row = (int)(uint)_differing[at];
            var run = _segment.RunOf(row);
            into.Add(new PlacedRow(row, _segment.Actors[run], run >= _segment.Runs(bots: true).From));
        }
    }

    public void Dispose() => _differing.Dispose();

    private void AddRun(uint id, bool bots, List<PlacedRow> into)
    {
        var (from, to) = _segment.Runs(bots);
        var run = _segment.Actors[from..to].BinarySearch(id);
        if (run < 0)
            return;
        var (row, end) = ((int)_segment.ActorStarts[from + run], (int)_segment.ActorStarts[from + run + 1]);
        for (; row < end; row++)
            if (_segment.OwnIds.At(row, 0) == 0)
                into.Add(new PlacedRow(row, id, bots));
    }
}

/// <summary>A row and where its segment has it.</summary>
internal readonly record struct PlacedRow(int Row, uint Actor, bool IsBot);
