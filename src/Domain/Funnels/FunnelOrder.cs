namespace Analytics.Domain.Funnels;

/// <summary>How the steps of a funnel follow each other.</summary>
public enum FunnelOrder
{
    /// <summary>In order; anything may lie between.</summary>
    Sequential,

    /// <summary>In order; the actor's very next event, of any name, must be the next step.</summary>
    Strict,

    /// <summary>Any order: level n is n distinct steps within one window.</summary>
    Unordered,
}
