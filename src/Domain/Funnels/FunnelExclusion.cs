using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>An event that ends an attempt. One that matches a step too is the exclusion.</summary>
/// <param name="Events">Which events; at least one name.</param>
/// <param name="AfterStep">Counts once this step (from 0) is taken; null for the first.</param>
/// <param name="BeforeStep">Counts until this step (from 0) is taken; null for the last.</param>
public sealed record FunnelExclusion(EventSelector Events, int? AfterStep = null, int? BeforeStep = null);
