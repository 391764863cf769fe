using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Identity;

/// <summary>Who actors are, and the groups that they belong to.</summary>
[QueryType]
public static class ActorQueries
{
    /// <summary>The actor that an id belongs to: all its ids, its properties and their history, as the log has them now.
    /// Of an id that nothing is known of it has the id alone; of one that was erased, ACTOR_ERASED.</summary>
    /// <param name="id">A user id or an anonymous one.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = ActorProfile.MostListed, SizedFields = ["ids", "history"])]
    [Authorize(Policies.Define)]
    public static async Task<ActorProfile> GetActorAsync(
        [ID] string id, TenantScope tenant, IActorProfiles profiles, CancellationToken cancellationToken) =>
        (await profiles.FindAsync(tenant, ActorId.Create(id, "id").OrThrow(), cancellationToken)).OrThrow();

    /// <summary>Groups that messages named, in the order of their ids.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<ActorGroup>> GetGroupsAsync(
        int? first, string? after, TenantScope tenant, IActorGroups groups, CancellationToken cancellationToken)
    {
        var (size, place) = (Pages.Size(first), Pages.Place(after));
        var found = await groups.ListAsync(tenant, place, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size)], group => Pages.Cursor(group.Id), found.Count > size, place is not null);
    }

    /// <summary>A group by its id; null when no message named it.</summary>
    /// <param name="id">As sent.</param>
    [Authorize(Policies.Query)]
    public static Task<ActorGroup?> GetGroupAsync(
        [ID] string id, TenantScope tenant, IActorGroups groups, CancellationToken cancellationToken) =>
        groups.FindAsync(tenant, ActorId.Create(id, "id").OrThrow().Value, cancellationToken);
}
