namespace Analytics.GraphQL.DataLoader;

/// <summary>Decides when loaders fetch what was asked of them: once nothing else can go on.</summary>
public interface IBatchScheduler
{
    /// <summary>Asks for one later call of <paramref name="dispatch"/>, which starts a fetch without waiting for it.</summary>
    void Schedule(Action dispatch);
}
