using System.Text.Json;
using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Imports;

/// <summary>Something that was imported, as it is known now: a customer, a ticket, a subscription.</summary>
[GraphQLName("Entity")]
public sealed class EntityNode
{
    private readonly Entity _entity;

    internal EntityNode(Entity entity) => _entity = entity;

    /// <summary>Names it among those of its kind; of several columns, their values joined by <c>/</c>.</summary>
    [ID]
    public string Id => _entity.Id;

    /// <summary>What it is, as in the address of its import: <c>tickets</c>.</summary>
    public string Kind => _entity.Kind.Name;

    /// <summary>Its columns that have a value, but those that say who or how a person is: see <c>personalData</c>.</summary>
    public JsonElement Attributes => Of(isPersonal: false);

    /// <summary>Name, e-mail address, gender and year of birth of customers and users: for analysts and administrators.</summary>
    [Authorize(Policies.Define)]
    public JsonElement? PersonalData => Of(isPersonal: true);

    /// <summary>Who said so last: <c>import</c>, or <c>orders</c> where orders alone told of it.</summary>
    public string Source => _entity.Source;

    /// <summary>When its source changed it, or when it was imported where the source does not say.</summary>
    public DateTimeOffset UpdatedAt => _entity.UpdatedAt;

    /// <summary>From 1; grows with each change.</summary>
    public int Version => _entity.Version;

    /// <returns>Null when there is none of this id.</returns>
    internal static async Task<EntityNode?> FindAsync(
        TenantScope tenant, IEntityReader entities, EntityKind kind, string id, CancellationToken cancellationToken) =>
        await entities.FindAsync(tenant, kind, id, cancellationToken) is { } found ? new EntityNode(found) : null;

    /// <returns>Things of one kind that are about a person, in the order of their ids: a page of the largest size.</returns>
    internal static async Task<IReadOnlyList<EntityNode>> OfPersonAsync(
        TenantScope tenant, IEntityReader entities, EntityKind kind, string person, CancellationToken cancellationToken)
    {
        var his = EntityFilter.Create(kind, person, []).Value;
        var page = await entities.ListAsync(tenant, his, null, Pages.MaxSize, cancellationToken);
        return [.. page.Items.Select(entity => new EntityNode(entity))];
    }

    private JsonElement Of(bool isPersonal) => JsonSerializer.SerializeToElement(_entity.Kind.Columns
        .Where(column => column.IsPersonal == isPersonal && _entity.Attributes.TryGetProperty(column.Name, out _))
        .ToDictionary(column => column.Name, column => _entity.Attributes.GetProperty(column.Name)));
}
