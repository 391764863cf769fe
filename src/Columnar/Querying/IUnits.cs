using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>Work of one question, which threads take unit by unit.</summary>
internal interface IUnits
{
    /// <summary>Who pays for it.</summary>
    TenantId Tenant { get; }

    /// <summary>Runs the next unit. What goes wrong is its own matter: it throws nothing.</summary>
    /// <param name="thread">From 0: no other thread has this number meanwhile.</param>
    /// <returns>False when there is no further one to begin.</returns>
    bool RunNext(int thread);
}
