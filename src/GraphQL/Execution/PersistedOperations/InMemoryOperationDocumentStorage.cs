using System.Collections.Frozen;
using System.Text;

namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>Trusted documents in memory, each known by the SHA-256 of its UTF-8 text.</summary>
/// <param name="documents">The texts.</param>
public sealed class InMemoryOperationDocumentStorage(IEnumerable<ReadOnlyMemory<byte>> documents) : IOperationDocumentStorage
{
    private readonly FrozenDictionary<string, ReadOnlyMemory<byte>> _documents = documents
        .DistinctBy(document => DocumentHash.Of(document.Span))
        .ToFrozenDictionary(document => DocumentHash.Of(document.Span), StringComparer.Ordinal);

    /// <summary>Trusted documents as text.</summary>
    public InMemoryOperationDocumentStorage(IEnumerable<string> documents)
        : this(documents.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)))
    {
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Ids => _documents.Keys;

    /// <inheritdoc/>
    public bool TryRead(string id, out ReadOnlyMemory<byte> document) => _documents.TryGetValue(id, out document);
}
