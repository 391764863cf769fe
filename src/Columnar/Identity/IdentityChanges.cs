using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Identity;

/// <summary>An id whose actor, tag or erasure an entry changed.</summary>
internal readonly record struct IdentityChange(long Position, uint Id);

/// <summary>Which ids entries changed, in the order of the log.</summary>
internal sealed class IdentityChanges : IDisposable
{
    private NativeBuffer<IdentityChange> _changes = new();

    /// <summary>Position of the last change; 0 when there is none.</summary>
    public long Last { get; private set; }

    public void Add(long position, uint id)
    {
        _changes.Add(new IdentityChange(position, id));
        Last = position;
    }

    /// <summary>Those after a position.</summary>
    public ReadOnlySpan<IdentityChange> After(long position) => _changes.Span[FirstAfter(position)..];

    /// <summary>Those through a position are not asked for any more.</summary>
    public void Forget(long position)
    {
        var first = FirstAfter(position);
        // Half of them at once: what stays is copied.
        if (first * 2 < _changes.Count || first == 0)
            return;
        var rest = new NativeBuffer<IdentityChange>();
        rest.Append(_changes.Span[first..]);
        _changes.Dispose();
        _changes = rest;
    }

    public void Dispose() => _changes.Dispose();

    private int FirstAfter(long position)
    {
        var (low, high) = (0, _changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _changes[middle].Position <= position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
