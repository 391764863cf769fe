namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Where the lists come from that enrichment goes by.</summary>
public interface IEnrichmentLists
{
    /// <summary>The lists that hold now; the same object until one of them changes.</summary>
    EnrichmentLists Current { get; }
}
