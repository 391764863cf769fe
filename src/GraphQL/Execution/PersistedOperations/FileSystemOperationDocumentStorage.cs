namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>
/// Trusted documents of a directory: every <c>.graphql</c> file below it, known by the SHA-256 of its bytes. Files are
/// read once; one whose name is an id must have that id.
/// </summary>
public sealed class FileSystemOperationDocumentStorage : IOperationDocumentStorage
{
    private readonly InMemoryOperationDocumentStorage _documents;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="InvalidDataException">A file's content is not what its name says.</exception>
    public FileSystemOperationDocumentStorage(string directory) => _documents = new InMemoryOperationDocumentStorage(
        Directory.EnumerateFiles(directory, "*.graphql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(Read).ToList());

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Ids => _documents.Ids;

    /// <inheritdoc/>
    public bool TryRead(string id, out ReadOnlyMemory<byte> document) => _documents.TryRead(id, out document);

    private static ReadOnlyMemory<byte> Read(string path)
    {
        var document = File.ReadAllBytes(path);
        var name = Path.GetFileNameWithoutExtension(path);
        return DocumentHash.HasForm(name) && name != DocumentHash.Of(document)
            ? throw new InvalidDataException($"The operation {path} is not what its name says: its id is {DocumentHash.Of(document)}.")
            : document;
    }
}
