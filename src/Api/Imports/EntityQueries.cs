using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Collection;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;
using Microsoft.AspNetCore.Authorization;
using AuthorizeAttribute = Analytics.GraphQL.Types.Annotations.AuthorizeAttribute;

namespace Analytics.Api.Imports;

/// <summary>What was imported, as it is known now.</summary>
[QueryType]
public static class EntityQueries
{
    /// <summary>Things of one kind, in the order of their ids.</summary>
    /// <param name="kind">As in the address of its import: <c>customers</c>, <c>tickets</c>. Orders are none.</param>
    /// <param name="filter">Which; all by default.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<EntityNode>> GetEntitiesAsync(
        string kind, EntityFilterInput? filter, int? first, string? after, TenantScope tenant, ClaimsPrincipal caller,
        IEntityReader entities, IAuthorizationService authorization, CancellationToken cancellationToken)
    {
        var known = Known(kind);
        var asked = (filter ?? new EntityFilterInput()).ToDomain(known).OrThrow();
        if (asked.LooksAtPersonalData
            && !(await authorization.AuthorizeAsync(caller, null, Policies.Define)).Succeeded)
            throw Problem.Invalid(
                "AUTH_NOT_AUTHORIZED", "Analysts and administrators ask for personal data.", "filter.where").ToException();
        var (size, place) = (Pages.Size(first), StoredText.Checked(Pages.Place(after), "after"));
        var page = await entities.ListAsync(tenant, asked, place, size, cancellationToken);
        var nodes = Pages.Of(
            [.. page.Items.Select(entity => new EntityNode(entity))], node => Pages.Cursor(node.Id),
            page.NextAfter is not null, place is not null);
        // A page may have looked further than its last node.
        return page.NextAfter is null ? nodes
            : new(nodes.Edges, nodes.PageInfo with { EndCursor = Pages.Cursor(page.NextAfter) }, null);
    }

    /// <summary>One thing; null when none of this id was imported.</summary>
    /// <param name="kind">As in the address of its import.</param>
    /// <param name="id">Its key; of several columns, their values joined by <c>/</c>.</param>
    [Authorize(Policies.Query)]
    public static Task<EntityNode?> GetEntityAsync(
        string kind, [ID] string id, TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.FindAsync(tenant, entities, Known(kind), StoredText.Checked(id, "id")!, cancellationToken);

    private static EntityKind Known(string kind) => EntityKinds.Find(kind) ?? throw Problem.Invalid(
        "IMPORT_KIND_UNKNOWN",
        $"Expected one of {string.Join(", ", EntityKinds.All.Select(known => known.Name))}.", "kind").ToException();
}
