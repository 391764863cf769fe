namespace Analytics.Infrastructure.Collection;

/// <summary>One of several lines that are served in turns; it has something waiting for as long as it is among them.</summary>
internal abstract class WaitingLine
{
    /// <summary>What it may still take before the others have had their turn.</summary>
    public int Credit { get; set; }

    /// <summary>It keeps its place and its credit, and its turns are passed over.</summary>
    public bool IsPaused { get; set; }

    public abstract bool IsWaiting { get; }

    /// <summary>Weight of what it would be served next.</summary>
    public abstract int NextWeight { get; }
}

/// <summary>
/// Serves lines in turns by weight, so that each gets the same share however large its pieces are: deficit round robin
/// (M. Shreedhar and G. Varghese, IEEE/ACM Transactions on Networking 4, 1996).
/// </summary>
internal sealed class TurnsInLine<TLine>
    where TLine : WaitingLine
{
    /// <summary>What a turn is worth: a batch of a common size, so that it is mostly served whole.</summary>
    private const int Turn = 500;

    private readonly LinkedList<TLine> _lines = [];
    private int _ready;   // lines that are not paused

    public bool HasNext => _ready > 0;

    /// <summary>Lets a line in that has something waiting since now.</summary>
    public void Add(TLine line)
    {
        _lines.AddLast(line);
        _ready += line.IsPaused ? 0 : 1;
    }

    /// <summary>The line whose turn it is; it stays so until its credit is used up, it is paused or leaves.</summary>
    public TLine Next()
    {
        while (true)
        {
            var first = _lines.First!;
            if (!first.Value.IsPaused && first.Value.NextWeight <= first.Value.Credit)
                return first.Value;
            _lines.RemoveFirst();
            _lines.AddLast(first);
            _lines.First!.Value.Credit += _lines.First.Value.IsPaused ? 0 : Turn;
        }
    }

    /// <summary>Takes a line out that waits for nothing, and forgets its credit: nobody saves up by being idle.</summary>
    public void Leave(TLine line)
    {
        line.Credit = 0;
        _lines.Remove(line);
        _ready -= line.IsPaused ? 0 : 1;
    }

    /// <summary>Passes over a line, or no longer, whether it has something waiting or not.</summary>
    public void Pause(TLine line, bool isPaused)
    {
        if (line.IsPaused == isPaused)
            return;
        line.IsPaused = isPaused;
        if (line.IsWaiting)
            _ready += isPaused ? -1 : 1;
    }
}
