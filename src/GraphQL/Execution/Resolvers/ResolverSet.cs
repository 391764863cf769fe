using System.Collections.Concurrent;
using System.Collections.Frozen;
using Analytics.GraphQL.Execution.Middleware;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>
/// The compiled fields of a schema, and which types lead to asynchronous ones. Compiling takes some tenths of a
/// millisecond a field, so that a field is compiled when it is first asked for.
/// </summary>
internal sealed class ResolverSet
{
    private readonly ConcurrentDictionary<OutputField, CompiledField> _fields = new();
    private readonly FrozenDictionary<OutputField, CompiledSource> _sources;
    private readonly FrozenSet<NamedType> _reachesAsync;

    public ResolverSet(Schema schema)
    {
        _sources = (schema.SubscriptionType?.Fields ?? Enumerable.Empty<OutputField>()).Where(field => field.Source is not null)
            .ToFrozenDictionary(field => field, field => SourceCompiler.Compile(field.Source!));
        _reachesAsync = FindReach(schema);
    }

    /// <summary>The delegates of a field that has a member.</summary>
    public CompiledField Of(OutputField field) => _fields.GetOrAdd(field, Compile);

    /// <summary>The source of a subscription field.</summary>
    public CompiledSource SourceOf(OutputField field) => _sources[field];

    /// <summary>Whether the field waits: for its value, or for the permission to ask for it.</summary>
    public static bool IsAsync(OutputField field) => field.Authorization.Count > 0
        || field.Paging is not null || field.Mutation is not null || !field.Middleware.IsEmpty
        || field.Binding is { } binding
            && (binding.IsAsync || field.Type.IsList() && AsyncSequences.IsSequence(binding.ResultType));

    /// <summary>Whether some selection on the type can contain an asynchronous field, however deep.</summary>
    public bool ReachesAsync(NamedType type) => _reachesAsync.Contains(type);

    private static CompiledField Compile(OutputField field) => FieldPipeline.Around(
        MutationPipeline.Around(
            PagingPipeline.Around(ResolverCompiler.Compile(field.Binding!, field.Type), field), field), field);

    // From the types with asynchronous fields to those that lead to them.
    private static FrozenSet<NamedType> FindReach(Schema schema)
    {
        var objects = schema.Types.OfType<ObjectType>().ToList();
        var before = new Dictionary<NamedType, List<NamedType>>();
        foreach (var type in objects)
            foreach (var field in type.Fields)
                AddEdge(field.Type.NamedType(), type);
        foreach (var type in schema.Types)
            if (type is InterfaceType or UnionType)
                foreach (var member in schema.GetPossibleTypes(type))
                    AddEdge(member, type);
        var reaching = new HashSet<NamedType>(objects.Where(type => type.Fields.Any(IsAsync)));
        var pending = new Queue<NamedType>(reaching);
        while (pending.TryDequeue(out var reached))
            foreach (var type in before.GetValueOrDefault(reached, []))
                if (reaching.Add(type))
                    pending.Enqueue(type);
        return reaching.ToFrozenSet();

        void AddEdge(NamedType to, NamedType from)
        {
            if (!before.TryGetValue(to, out var known))
                before[to] = known = [];
            known.Add(from);
        }
    }
}
