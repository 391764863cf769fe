namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Names of added properties that others ask for.</summary>
public static class AddedPropertyNames
{
    /// <summary>True on what the tenant's own people and tests caused.</summary>
    public const string Internal = "$internal";
}
