using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>Cells outside the managed heap, 0 at first; it grows as cells are met.</summary>
internal sealed unsafe class CellArray<T>(QueryRun run) : IDisposable
    where T : unmanaged
{
    private readonly NativeBuffer<T> _cells = new();

    public int Count => _cells.Count;

    public T* Pointer => _cells.Pointer;

    public Span<T> Span => _cells.Span;

    public ref T this[int cell] => ref _cells[cell];

    /// <summary>Makes room for so many cells.</summary>
    public void Ensure(int count)
    {
        var more = count - _cells.Count;
        if (more <= 0)
            return;
        // A little more each time, so that many steps cost no more than one.
        more = _cells.Count == 0 ? more : Math.Max(more, _cells.Count / 2);
        run.Reserve((long)more * sizeof(T));
        _cells.Append(more).Clear();
    }

    public void Dispose() => _cells.Dispose();
}
