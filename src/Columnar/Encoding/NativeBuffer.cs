using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analytics.Columnar.Encoding;

/// <summary>A growing list outside the managed heap, aligned for vectors.</summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;
    private T* _items;
    private int _capacity;

    public int Count { get; private set; }

    public T* Pointer => _items;

    public Span<T> Span => new(_items, Count);

    /// <summary>Items from one index to before another.</summary>
    public NativeSlice<T> Slice(int from, int to) => new(_items + from, to - from);

    public ref T this[int index] => ref _items[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (Count == _capacity)
            Grow(Count + 1);
        _items[Count++] = item;
    }

    /// <summary>Makes room for so many more and returns it, not cleared.</summary>
    public Span<T> Append(int count)
    {
        if (_capacity - Count < count)
            Grow(checked(Count + count));
        var room = new Span<T>(_items + Count, count);
        Count += count;
        return room;
    }

    public void Append(ReadOnlySpan<T> items) => items.CopyTo(Append(items.Length));

    /// <summary>Makes room for so many in all, so that adding them moves nothing.</summary>
    public void Reserve(int capacity)
    {
        if (_capacity < capacity)
            Resize(capacity);
    }

    /// <summary>So many zeros in place of what was there.</summary>
    public void Reset(int count)
    {
        Count = 0;
        Append(count).Clear();
    }

    public void Clear() => Count = 0;

    /// <summary>Keeps so many of the first ones.</summary>
    public void Cut(int count) => Count = count;

    public void RemoveLast() => Count--;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    ~NativeBuffer() => Free();

    private void Grow(int needed) =>
        Resize(Math.Max(needed, (int)Math.Min(Math.Max(16L, _capacity * 2L), Array.MaxLength)));

    private void Resize(int capacity)
    {
        _items = (T*)NativeMemory.AlignedRealloc(_items, (nuint)capacity * (nuint)sizeof(T), Alignment);
        _capacity = capacity;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_items);
        _items = null;
        (_capacity, Count) = (0, 0);
    }
}
