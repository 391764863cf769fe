namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>Documents that the host trusts, each known by an id. They are checked against the schema at start.</summary>
public interface IOperationDocumentStorage
{
    /// <summary>The ids of all documents.</summary>
    IReadOnlyCollection<string> Ids { get; }

    /// <summary>The UTF-8 text of a document; false when there is none of that id. Called in each request: at hand, no I/O.</summary>
    bool TryRead(string id, out ReadOnlyMemory<byte> document);
}
