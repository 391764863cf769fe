namespace Analytics.Domain.Collection;

/// <summary>What a tenant decided about privacy and enrichment.</summary>
public sealed record CollectionSettings
{
    /// <summary>Of a tenant that decided nothing.</summary>
    public static CollectionSettings Default { get; } = new();
}
