using System.Collections.Immutable;
using Analytics.GraphQL.Types.Introspection;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The root types, put together from many classes, and the meta fields beside them.</summary>
internal sealed class RootTypes
{
    /// <summary>The name of the type of mutations.</summary>
    public const string Mutation = "Mutation";

    private readonly TypeCatalog _catalog;
    private readonly ObjectType? _query, _mutation, _subscription;
    private readonly ImmutableArray<OutputField> _metaFields;

    /// <summary>Makes the root types for which there is a class.</summary>
    public RootTypes(TypeCatalog catalog, ImmutableArray<Type> sources)
    {
        _catalog = catalog;
        _query = Create("Query", TypeSourceKind.Query, sources);
        _mutation = Create(Mutation, TypeSourceKind.Mutation, sources);
        _subscription = Create("Subscription", TypeSourceKind.Subscription, sources);
        _metaFields = [.. catalog.Fields.OfNode(typeof(MetaFields), "Query")];
        if (_query is null)
            catalog.Faults.Add(new("schema", "Query root type must be provided: add a class with [QueryType]."));
    }

    /// <summary>The schema of all types that the catalogue holds.</summary>
    public Schema CreateSchema(
        string? description, ImmutableArray<AppliedDirective> applied, SchemaOptions options)
    {
        var owner = new ObjectType("__Meta");
        owner.Complete(_metaFields, []);
        // Before the types are listed, since an argument may bring one of them along.
        var incremental = Incremental(options).ToImmutableArray();
        return new Schema(description, _query!, _mutation, _subscription, _catalog.AllTypes,
            [.. SpecifiedDirectives.Create(_catalog.Scalar<StringType>(), _catalog.Scalar<BooleanType>()),
                .. incremental, .. _catalog.Directives.All],
            _metaFields)
        {
            AppliedDirectives = applied,
        };
    }

    private IEnumerable<DirectiveType> Incremental(SchemaOptions options)
    {
        var (text, boolean) = (_catalog.Scalar<StringType>(), _catalog.Scalar<BooleanType>());
        if (options.EnableDefer)
            yield return IncrementalDirectives.CreateDefer(text, boolean);
        if (options.EnableStream)
            yield return IncrementalDirectives.CreateStream(text, boolean, _catalog.Scalar<IntType>());
    }

    private ObjectType? Create(string name, TypeSourceKind kind, ImmutableArray<Type> sources)
    {
        var classes = sources.Where(type => TypeSource.KindOf(type) == kind).ToList();
        return classes.Count == 0 ? null : _catalog.AddRoot(name, classes);
    }
}
