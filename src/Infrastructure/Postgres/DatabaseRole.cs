namespace Analytics.Infrastructure.Postgres;

/// <summary>The database roles that the migrations make; each connection works as one of them.</summary>
public enum DatabaseRole
{
    /// <summary>Everything for one tenant: row-level security shows its rows alone.</summary>
    App,

    /// <summary>Reads the event log of all tenants, and nothing else.</summary>
    Projector,

    /// <summary>Reads the cross-tenant aggregates, and nothing else.</summary>
    Platform,

    /// <summary>Owns the scheduler's own tables, and sees nothing else.</summary>
    Scheduler,
}
