using System.Threading.Tasks.Sources;

namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// What one reader has not read yet: bounded, and nothing is allocated before the first item. Any thread writes, one
/// reads. Writers never run the reader's code.
/// </summary>
internal sealed class EventBuffer<T>(int capacity, TopicBufferFullMode mode) : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _reader = new() { RunContinuationsAsynchronously = true };
    private readonly Lock _lock = new();
    private T[] _items = [];
    private int _first, _count;
    private bool _isWaiting, _isComplete;
    private Exception? _fault;

    /// <summary>Adds an item, or does what the mode says when there is no room. False when the buffer has just overflown.</summary>
    public bool Offer(T item)
    {
        bool wake;
        lock (_lock)
        {
            if (_isComplete)
                return true;
            if (_count == capacity && !MakeRoom())
                return mode != TopicBufferFullMode.Disconnect;
            Add(item);
            wake = _isWaiting;
            _isWaiting = false;
        }
        if (wake)
            _reader.SetResult(true);
        return true;
    }

    /// <summary>Ends the buffer once its items are read; with a fault the reader then gets that. The first end counts.</summary>
    public void Complete(Exception? fault = null, bool discard = false)
    {
        bool wake;
        lock (_lock)
        {
            if (discard)
                (_items, _first, _count) = ([], 0, 0);
            if (_isComplete)
                return;
            (_isComplete, _fault) = (true, fault);
            wake = _isWaiting;
            _isWaiting = false;
        }
        if (!wake)
            return;
        if (fault is null)
            _reader.SetResult(false);
        else
            _reader.SetException(fault);
    }

    /// <summary>Ends the buffer with one item more, whatever its capacity. The first end counts.</summary>
    /// <param name="last">The item that is read last.</param>
    /// <param name="discard">Whether it is also the only one: what is not read yet is forgotten.</param>
    public void CompleteWith(T last, bool discard)
    {
        bool wake;
        lock (_lock)
        {
            if (_isComplete)
                return;
            if (discard)
                (_items, _first, _count) = ([], 0, 0);
            Add(last);
            _isComplete = true;
            wake = _isWaiting;
            _isWaiting = false;
        }
        if (wake)
            _reader.SetResult(true);
    }

    /// <summary>Completes with true once there is an item to take, with false or the fault at the end.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_count > 0)
                return new(true);
            if (_isComplete)
                return _fault is null ? new(false) : ValueTask.FromException<bool>(_fault);
            _reader.Reset();
            _isWaiting = true;
            return new(this, _reader.Version);
        }
    }

    /// <summary>Takes the oldest item; false when there is none any more.</summary>
    public bool TryTake(out T? item)
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                item = default;
                return false;
            }
            item = _items[_first];
            _items[_first] = default!;
            _first = (_first + 1) % _items.Length;
            _count--;
            return true;
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _reader.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _reader.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reader.OnCompleted(continuation, state, token, flags);

    // The buffer is full: nobody waits for an item.
    private bool MakeRoom()
    {
        switch (mode)
        {
            case TopicBufferFullMode.DropOldest:
                _first = (_first + 1) % _items.Length;
                _count--;
                return true;
            case TopicBufferFullMode.DropNewest:
                _count--;
                return true;
            default:
                return false;
        }
    }

    private void Add(T item)
    {
        if (_count == _items.Length)
        {
            var larger = new T[Math.Max(_count + 1, Math.Min(capacity, _count * 2))];
            for (var index = 0; index < _count; index++)
                larger[index] = _items[(_first + index) % _items.Length];
            (_items, _first) = (larger, 0);
        }
        _items[(_first + _count++) % _items.Length] = item;
    }
}
