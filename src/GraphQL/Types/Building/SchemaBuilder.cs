using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Building.Rules;
using Analytics.GraphQL.Types.Cost;
using Analytics.GraphQL.Types.Introspection;
using Analytics.GraphQL.Types.Mutations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Builds a schema from annotated .NET types.</summary>
public sealed class SchemaBuilder
{
    private readonly List<Type> _types = [];
    private readonly List<ScalarType> _scalars = [];
    private readonly List<object> _applied = [];
    private readonly List<(object Middleware, Func<OutputField, bool> Applies)> _middleware = [];
    private readonly HashSet<Type> _contextTypes = [];
    private readonly SchemaOptions _options = new();
    private Func<Type, bool> _isService = _ => false;
    private string? _description;
    private MutationConventionOptions? _mutations;
    private CostDefaults? _costDefaults;

    /// <summary>Adds one annotated type; a type without annotation becomes an object type.</summary>
    public SchemaBuilder AddType(Type type)
    {
        _types.Add(type);
        return this;
    }

    /// <summary>Adds every annotated type of an assembly, in the order of their full names.</summary>
    public SchemaBuilder AddAssembly(Assembly assembly)
    {
        _types.AddRange(assembly.GetTypes()
            .Where(type => TypeSource.KindOf(type) != TypeSourceKind.None)
            .OrderBy(type => type.FullName, StringComparer.Ordinal));
        return this;
    }

    /// <summary>Adds a scalar for its .NET type, instead of a built-in one for the same type or name.</summary>
    public SchemaBuilder AddScalar(ScalarType scalar)
    {
        _scalars.Add(scalar);
        return this;
    }

    /// <summary>Sets the schema's own description.</summary>
    public SchemaBuilder SetDescription(string description)
    {
        _description = description;
        return this;
    }

    /// <summary>Changes what the schema offers beyond its types.</summary>
    public SchemaBuilder ModifyOptions(Action<SchemaOptions> modify)
    {
        modify(_options);
        return this;
    }

    /// <summary>Applies a directive to the schema itself.</summary>
    /// <param name="directive">An instance of a class with <see cref="Annotations.DirectiveTypeAttribute"/>.</param>
    public SchemaBuilder ApplyDirective(object directive)
    {
        _applied.Add(directive);
        return this;
    }

    /// <summary>Reshapes mutations by conventions.</summary>
    public SchemaBuilder AddMutationConventions(MutationConventionOptions options)
    {
        _mutations = options;
        return this;
    }

    /// <summary>Adds a middleware around every field, outside of the fields' own.</summary>
    internal SchemaBuilder UseField(object middleware, Func<OutputField, bool> applies)
    {
        _middleware.Add((middleware, applies));
        return this;
    }

    /// <summary>Says which .NET types are services, so that parameters of such types are not arguments.</summary>
    public SchemaBuilder SetServices(Func<Type, bool> isService)
    {
        _isService = isService;
        return this;
    }

    /// <summary>Weighs fields that wait and sizes connections where no annotation does.</summary>
    /// <param name="resolverCost">The weight of a field that waits; null for none.</param>
    public SchemaBuilder ApplyCostDefaults(double? resolverCost)
    {
        _costDefaults = new CostDefaults(resolverCost);
        return this;
    }

    /// <summary>Says that parameters of a type are filled by execution.</summary>
    internal SchemaBuilder AddContextType(Type type)
    {
        _contextTypes.Add(type);
        return this;
    }

    /// <summary>Builds and checks the schema.</summary>
    /// <exception cref="SchemaException">Lists everything that is wrong.</exception>
    public Schema Build()
    {
        var faults = new List<SchemaFault>();
        var sources = _types.Concat(IntrospectionTypes.All).Distinct().ToImmutableArray();
        var catalog = new TypeCatalog(sources, _scalars, new ParameterReader(_isService, _contextTypes), faults, _mutations)
        {
            CostDefaults = _costDefaults,
        };
        var roots = new RootTypes(catalog, sources);
        catalog.AddDeclared();
        var applied = _applied.Select(directive => catalog.Directives.Apply("schema", directive)).OfType<AppliedDirective>().ToImmutableArray();
        catalog.CompleteAll();
        if (catalog.Entities.Complete() is { } link)
            applied = applied.Insert(0, link);
        var schema = roots.CreateSchema(_description, applied, _options);
        foreach (var field in schema.OwnFields().Where(field => field.Binding is not null))
            field.Middleware =
                [.. _middleware.Where(entry => entry.Applies(field)).Select(entry => entry.Middleware), .. field.Middleware];
        // A place that could not even be read has nothing more to say.
        var unread = faults.Select(fault => fault.Coordinate).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(SchemaRules.Check(schema).Where(fault => !unread.Contains(fault.Coordinate)));
        return faults.Count == 0 ? schema : throw new SchemaException([.. faults.Distinct()]);
    }
}
