using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Imports;

/// <summary>What was imported, and how that went.</summary>
[QueryType]
public static class ImportQueries
{
    /// <summary>Imports, the latest first: the last 1,000 of 90 days.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<ImportNode>> GetImportsAsync(
        int? first, string? after, TenantScope tenant, IImportRuns runs, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        Guid? before = Pages.Place(after) is not { } place ? null
            : Guid.TryParse(place, out var id) ? id
            : throw Pages.UnknownCursor();
        var found = await runs.ListAsync(tenant, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size).Select(record => new ImportNode(record))],
            node => Pages.Cursor(node.Id),
            found.Count > size,
            before is not null);
    }

    /// <summary>One import; null when there is none of this id.</summary>
    /// <param name="id">The import's.</param>
    [Authorize(Policies.Query)]
    public static async Task<ImportNode?> GetImportAsync(
        [ID] string id, TenantScope tenant, IImportRuns runs, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var known) && await runs.FindAsync(tenant, known, cancellationToken) is { } record
            ? new ImportNode(record)
            : null;
}
