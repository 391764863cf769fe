using Analytics.Columnar.Segments;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>A state of a tenant's log that several questions see.</summary>
/// <param name="tenant">Whose.</param>
/// <param name="snapshot">Is disposed of with it.</param>
internal sealed class HeldSnapshot(TenantId tenant, Snapshot snapshot) : IDisposable
{
    private readonly Lock _gate = new();
    private bool _isHeld = true;
    private bool _isSpoilt;

    public long Position { get; } = snapshot.Position;

    /// <summary>The state for one question, which disposes of it; null for another tenant's, and when it is not to be seen
    /// any more.</summary>
    public Snapshot? Take(TenantId asker)
    {
        lock (_gate)
            return _isHeld && !_isSpoilt && asker == tenant ? snapshot.Hold() : null;
    }

    /// <summary>A file of it is damaged: nobody sees it any more.</summary>
    public void Spoil()
    {
        lock (_gate)
            _isSpoilt = true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isHeld)
                return;
            _isHeld = false;
        }
        snapshot.Dispose();
    }
}
