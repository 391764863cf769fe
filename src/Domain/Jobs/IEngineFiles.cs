using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Jobs;

/// <summary>The files that this node's behavioural engine derives from the log.</summary>
public interface IEngineFiles
{
    /// <summary>
    /// Forgets the files that hold entries after a position, so that they are made from the log again. Until then questions
    /// wait a second and then answer <c>NOT_YET_VISIBLE</c>.
    /// </summary>
    /// <returns>Where the engine stands then.</returns>
    Task<EngineProgress> RebuildAsync(TenantScope tenant, long after, CancellationToken cancellationToken);

    /// <summary>Where the engine stands.</summary>
    Task<EngineProgress> ProgressAsync(TenantScope tenant, CancellationToken cancellationToken);
}

/// <summary>How far an engine has come.</summary>
/// <param name="Position">Up to which it sees the log.</param>
/// <param name="Promised">The highest position that was ever visible: above the other only while files are made anew.</param>
public readonly record struct EngineProgress(long Position, long Promised);
