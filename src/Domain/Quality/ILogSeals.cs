using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>The seals of a tenant's log: what its rows must look like for ever after their day was closed.</summary>
public interface ILogSeals
{
    /// <summary>Seals what was received before an instant and is not sealed yet.</summary>
    /// <returns>How many positions were sealed.</returns>
    Task<long> SealAsync(TenantScope tenant, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Compares the rows of sealed days with their seals.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, included.</param>
    /// <param name="after">Goes on after this position; 0 from the first.</param>
    /// <param name="limit">Looks at about so many positions.</param>
    /// <param name="cancellationToken">Stops looking; what was found so far is noted.</param>
    Task<LogVerification> VerifyAsync(
        TenantScope tenant, DateOnly from, DateOnly to, long after, long limit, CancellationToken cancellationToken);

    /// <summary>Compares about so many positions that nobody has looked at for the longest time.</summary>
    Task<LogVerification> VerifyOldestAsync(TenantScope tenant, long limit, CancellationToken cancellationToken);

    /// <summary>The sealed days, the latest first.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="before">Lists days before this one; null from the latest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<SealedDay>> DaysAsync(
        TenantScope tenant, DateOnly? before, int limit, CancellationToken cancellationToken);
}
