using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Readme;

public sealed class Catalogue
{
    private readonly Lock _lock = new();
    private (string Name, int Version) _shelf = ("A", 1);

    // In a database: update ... set version = version + 1 where id = ... and version = the expected one.
    public int Rename(string name, int expectedVersion)
    {
        lock (_lock)
        {
            ConflictException.ThrowIfStale(expectedVersion, _shelf.Version);
            _shelf = (name, expectedVersion + 1);
            return _shelf.Version;
        }
    }
}

[MutationType]
public static class CatalogueMutations
{
    [Error<ConflictException>]
    public static int RenameShelf(string name, int version, Catalogue catalogue) => catalogue.Rename(name, version);
}
