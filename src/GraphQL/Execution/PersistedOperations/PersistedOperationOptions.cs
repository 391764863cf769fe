namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>Which documents are executed, and how requests may name them.</summary>
public sealed class PersistedOperationOptions
{
    /// <summary>Whether requests may name a trusted document by its id.</summary>
    public bool AllowDocumentIds { get; set; }

    /// <summary>Whether only trusted documents are executed, by id or by their very text.</summary>
    public bool OnlyAllowPersistedDocuments { get; set; }

    /// <summary>Who may send other documents all the same, such as developers; null for nobody.</summary>
    public Func<OperationRequest, bool>? AllowDocumentBody { get; set; }

    /// <summary>
    /// Whether callers may have documents remembered and name them by their hash from then on (automatic persisted
    /// queries). It saves bytes and trusts nobody: what is remembered is judged like any other document.
    /// </summary>
    public bool RememberDocuments { get; set; }

    /// <summary>Documents that are remembered.</summary>
    public int MaxRememberedDocuments { get; set; } = 1_000;

    /// <summary>Bytes of their texts.</summary>
    public long MaxRememberedBytes { get; set; } = 4 * 1024 * 1024;
}
