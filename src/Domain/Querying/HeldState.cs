namespace Analytics.Domain.Querying;

/// <summary>
/// One state of a tenant's log for several questions, whatever comes to the log meanwhile. It is let go when this is
/// disposed of; questions under way end as they began.
/// </summary>
/// <param name="engine">Answers from the state, but for questions that say as of which position they are.</param>
/// <param name="watermark">Position up to which the log was seen.</param>
/// <param name="state">Is disposed of with this.</param>
public sealed class HeldState(IEventAnalytics engine, long watermark, IDisposable state) : IDisposable
{
    /// <summary>Answers from the state, but for questions that say as of which position they are.</summary>
    public IEventAnalytics Engine => engine;

    /// <summary>Position up to which the log was seen.</summary>
    public long Watermark => watermark;

    /// <inheritdoc />
    public void Dispose() => state.Dispose();
}
