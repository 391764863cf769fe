using System.Reflection;
using Analytics.GraphQL.Types.Federation;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The entities of a subgraph: object types with a key, and the methods that find them by it.</summary>
internal sealed class EntityTypes(TypeCatalog catalog, NodeIndex nodes)
{
    private readonly List<ObjectType> _entities = [];
    private UnionType? _union;

    /// <summary>The union of all entities; whoever asks for it makes the schema a subgraph's.</summary>
    public UnionType Union => _union ??= catalog.Add(new UnionType(FederationNames.Entity, "An entity of this subgraph."));

    /// <summary>Reads how a type is found, if it is an entity of a subgraph.</summary>
    public void Read(ObjectType type)
    {
        if (_union is null || !type.AppliedDirectives.Any(directive => directive.Value is KeyAttribute { Resolvable: true }))
            return;
        _entities.Add(type);
        type.ReferenceResolvers = [.. nodes.NodesAbout(type.ClrType!).Append(type.ClrType!)
            .SelectMany(source => source.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ReferenceResolverAttribute)))
            .Select(method => catalog.Fields.OfReference(method, type.Name))];
        if (type.ReferenceResolvers.IsEmpty)
            catalog.Faults.Add(new(type.Name,
                "Has a [Key], but no static method with [ReferenceResolver] that finds it. Add one, or say Resolvable = false."));
    }

    /// <summary>Ends the reading: the union gets its members, the schema its <c>@link</c>.</summary>
    public AppliedDirective? Complete()
    {
        if (_union is null)
            return null;
        _union.Complete(_entities.OrderBy(type => type.Name, StringComparer.Ordinal));
        return catalog.Directives.Apply("schema", new LinkDirective(
            FederationNames.Url,
            [.. catalog.Directives.All.Where(FederationNames.IsOwn).Select(directive => "@" + directive.Name)
                .Order(StringComparer.Ordinal)]));
    }
}
