namespace Analytics.Domain.Access;

/// <summary>How far a key may travel.</summary>
public enum ApiKeyKind
{
    /// <summary>Kept on a server; may hold any scope.</summary>
    Secret,

    /// <summary>Stands in pages that anyone can read: it sends events and reads nothing.</summary>
    PublicWrite,
}
