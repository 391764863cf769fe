using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Cost;
using Analytics.GraphQL.Types.Mutations;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Building;

/// <summary>All GraphQL types of a schema under construction, found by the .NET types that they stand for.</summary>
internal sealed class TypeCatalog
{
    private readonly Dictionary<Type, NamedType> _outputs = [];
    private readonly Dictionary<Type, InputObjectType> _inputs = [];
    private readonly Dictionary<Type, EnumType> _enums = [];
    private readonly ScalarCatalog _scalars;
    private readonly List<(ComplexType Type, Func<IEnumerable<OutputField>> Fields)> _complex = [];
    private readonly Dictionary<ComplexType, ImmutableArray<OutputField>> _fields = [];
    private readonly Queue<Action> _pending = [];
    private readonly ImmutableArray<Type> _sources;
    private readonly NodeIndex _nodes;
    private readonly List<NamedType> _made = [];
    private readonly MutationConventions _mutations;

    public TypeCatalog(
        ImmutableArray<Type> sources, IEnumerable<ScalarType> scalars, ParameterReader parameters, List<SchemaFault> faults,
        MutationConventionOptions? mutations = null)
    {
        _sources = sources;
        _nodes = new NodeIndex(sources);
        _scalars = new ScalarCatalog(scalars);
        Faults = faults;
        Documentation = new XmlDocumentation();
        Inputs = new InputReader(this);
        Directives = new DirectiveCatalog(this);
        Fields = new FieldReader(this, parameters);
        Errors = new ErrorTypes(this);
        Paging = new PagingFields(this);
        Entities = new EntityTypes(this, _nodes);
        _mutations = new MutationConventions(this, mutations);
    }

    public List<SchemaFault> Faults { get; }

    public XmlDocumentation Documentation { get; }

    public FieldReader Fields { get; }

    /// <summary>The annotations of fields that carry none about cost; null to leave them without.</summary>
    public CostDefaults? CostDefaults { get; init; }

    public InputReader Inputs { get; }

    public DirectiveCatalog Directives { get; }

    public ErrorTypes Errors { get; }

    public PagingFields Paging { get; }

    public EntityTypes Entities { get; }

    public IEnumerable<NamedType> AllTypes => _scalars.Used.Cast<NamedType>().Concat(_enums.Values)
        .Concat(_inputs.Values).Concat(_outputs.Values).Concat(_complex.Select(entry => entry.Type)).Concat(_made).Distinct();

    public T Scalar<T>() where T : ScalarType => _scalars.Use<T>();

    public ObjectType AddRoot(string name, IReadOnlyList<Type> classes)
    {
        var type = new ObjectType(name, classes.Select(Describe).FirstOrDefault(text => text is not null));
        type.AppliedDirectives = Directives.Of(name, classes);
        _complex.Add((type, () => classes.SelectMany(node => Fields.OfNode(node, name))
            .Select(field => name == RootTypes.Mutation ? _mutations.Apply(field) : field)));
        return type;
    }

    /// <summary>Adds a type that stands for no .NET type and is complete.</summary>
    public T Add<T>(T type) where T : NamedType
    {
        _made.Add(type);
        return type;
    }

    /// <summary>Adds an object type that stands for no .NET type, with fields that are read later.</summary>
    public ObjectType AddObject(string name, string description, Func<string, IEnumerable<OutputField>> fields)
    {
        var made = new ObjectType(name, description);
        _complex.Add((made, () => fields(name)));
        return made;
    }

    /// <summary>The object type of a .NET type, with fields of its own reading.</summary>
    public ObjectType AddObject(Type type, string name, Func<string, IEnumerable<OutputField>> fields)
    {
        if (_outputs.TryGetValue(type, out var known) && known is ObjectType already)
            return already;
        var made = new ObjectType(name, Describe(type), type);
        _outputs[type] = made;
        _complex.Add((made, () => fields(name)));
        return made;
    }

    /// <summary>Makes the types that annotations declare, whether or not a field returns them.</summary>
    public void AddDeclared()
    {
        foreach (var source in _sources)
            switch (TypeSource.KindOf(source))
            {
                case TypeSourceKind.Object or TypeSourceKind.Interface or TypeSourceKind.Union:
                    Named(source);
                    break;
                case TypeSourceKind.Node when TypeSource.Node(source)!.Target is var target
                    && _nodes.KindOf(target) != TypeSourceKind.None:
                    Named(target);
                    break;
                case TypeSourceKind.Enum:
                    Leaf(source);
                    break;
                case TypeSourceKind.Input:
                    InputComposite(source, source.Name);
                    break;
                case TypeSourceKind.Directive:
                    Directives.Define(source, source.Name);
                    break;
            }
    }

    /// <summary>Reads fields until no new type turns up, then ties interfaces, unions and their members together.</summary>
    public void CompleteAll()
    {
        for (var done = 0; done < _complex.Count || _pending.Count > 0;)
        {
            while (_pending.TryDequeue(out var next))
                next();
            for (; done < _complex.Count; done++)
                _fields[_complex[done].Type] = [.. _complex[done].Fields().Select(WithCost)];
            foreach (var abstractType in _outputs.Values.Where(type => type is InterfaceType or UnionType).ToList())
                foreach (var member in MembersOf(abstractType.ClrType!))
                    Named(member);
        }
        foreach (var scalar in _scalars.Used)
            scalar.AppliedDirectives = Directives.Of(scalar.Name, scalar.GetType());
        foreach (var (type, _) in _complex)
            type.Complete(_fields[type], InterfacesOf(type));
        foreach (var union in _outputs.Values.OfType<UnionType>())
            union.Complete(_outputs.Values.OfType<ObjectType>()
                .Where(type => union.ClrType!.IsAssignableFrom(type.ClrType))
                .OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    private OutputField WithCost(OutputField field)
    {
        if (CostDefaults?.For(field) is { } defaults)
            field.AppliedDirectives =
                [.. field.AppliedDirectives, .. defaults.Select(value => Directives.Apply(field.Name, value)).OfType<AppliedDirective>()];
        return field;
    }

    /// <summary>The reference for what a field returns.</summary>
    public IType Output(TypeShape shape, NamedType? given, string coordinate) =>
        shape.Wrap(given ?? Leaf(shape.Core) ?? OutputComposite(shape.Core, coordinate));

    /// <summary>The reference for what an argument or input field takes.</summary>
    public IType Input(TypeShape shape, NamedType? given, string coordinate) =>
        shape.Wrap(given ?? Leaf(shape.Core) ?? InputComposite(shape.Core, coordinate));

    /// <summary>The scalar that annotations give to a value; null when it follows from the .NET type.</summary>
    public ScalarType? Given(params IEnumerable<ICustomAttributeProvider?> members)
    {
        foreach (var member in members.OfType<ICustomAttributeProvider>())
            if (member.GetCustomAttributes(typeof(GraphQLTypeAttribute), true) is [GraphQLTypeAttribute given, ..])
                return _scalars.Use(given.ScalarType);
            else if (member.IsDefined(typeof(IDAttribute), true))
                return Scalar<IdType>();
        return null;
    }

    public string? Describe(MemberInfo member) =>
        member.GetCustomAttribute<GraphQLDescriptionAttribute>(false)?.Description ?? member switch
        {
            Type type => Documentation.Of(type),
            MethodInfo method => Documentation.Of(method),
            PropertyInfo property => Documentation.Of(property),
            FieldInfo field => Documentation.Of(field),
            _ => null,
        };

    private NamedType? Leaf(Type type)
    {
        if (_scalars.Find(type) is { } scalar)
            return scalar;
        if (!type.IsEnum)
            return null;
        if (!_enums.TryGetValue(type, out var known))
            _enums[type] = known = CreateEnum(type);
        return known;
    }

    private EnumType CreateEnum(Type type) => new(
        Naming.Type(type),
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.GetCustomAttribute<GraphQLIgnoreAttribute>() is null
        select new EnumValue(Naming.EnumValue(field), field.GetValue(null)!, Describe(field),
            field.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason)
        {
            AppliedDirectives = Directives.Of($"{Naming.Type(type)}.{Naming.EnumValue(field)}", field),
        },
        Describe(type), type)
    {
        AppliedDirectives = Directives.Of(Naming.Type(type), type),
    };

    private NamedType OutputComposite(Type type, string coordinate)
    {
        if (IsModel(type) || _nodes.KindOf(type) != TypeSourceKind.None)
            return Named(type);
        Faults.Add(new(coordinate, $"Returns {type}, which has no GraphQL type."));
        // Any type will do where the build fails anyway; reading this one would only add faults of its members.
        return Scalar<StringType>();
    }

    private NamedType InputComposite(Type type, string coordinate)
    {
        if (_inputs.TryGetValue(type, out var known))
            return known;
        if (!IsModel(type) || type.IsAbstract)
        {
            Faults.Add(new(coordinate, $"Takes {type}, which has no GraphQL input type."));
            return Scalar<StringType>();
        }
        _inputs[type] = known = new InputObjectType(
            Naming.InputType(type), type.GetCustomAttribute<OneOfAttribute>(false) is not null, Describe(type), type)
        {
            AppliedDirectives = Directives.Of(Naming.InputType(type), type),
        };
        _pending.Enqueue(() => Inputs.Complete(known, type));
        return known;
    }

    private NamedType Named(Type type)
    {
        if (_outputs.TryGetValue(type, out var known))
            return known;
        var name = _nodes.NameOf(type) ?? Naming.Type(type);
        var description = _nodes.DeclaringNodeOf(type) is { } node && Describe(node) is { } text ? text : Describe(type);
        known = _nodes.KindOf(type) switch
        {
            TypeSourceKind.Union => new UnionType(name, description, type),
            TypeSourceKind.Interface => new InterfaceType(name, description, type),
            TypeSourceKind.None when type.IsInterface || type.IsAbstract => new InterfaceType(name, description, type),
            _ => new ObjectType(name, description, type),
        };
        _outputs[type] = known;
        known.AppliedDirectives = Directives.Of(name, [.. _nodes.NodesAbout(type), type]);
        if (known is ComplexType complex)
            _complex.Add((complex, () => Read(complex, type)));
        return known;
    }

    private IEnumerable<OutputField> Read(ComplexType complex, Type type)
    {
        if (complex is ObjectType candidate)
            Entities.Read(candidate);
        return Fields.Of(type, _nodes);
    }

    private IEnumerable<Type> MembersOf(Type baseType) => _sources.Select(source => source.Assembly)
        .Append(baseType.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsAbstract && !type.IsInterface && !type.ContainsGenericParameters
            && baseType.IsAssignableFrom(type) && type.GetCustomAttribute<GraphQLIgnoreAttribute>(false) is null)
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private IEnumerable<InterfaceType> InterfacesOf(ComplexType type) => type.ClrType is null || type.IsIntrospection
        ? []
        : _outputs.Values.OfType<InterfaceType>()
            .Where(candidate => candidate != type && candidate.ClrType!.IsAssignableFrom(type.ClrType))
            .Concat(Errors.InterfacesOf(type)).OrderBy(candidate => candidate.Name, StringComparer.Ordinal);

    private static bool IsModel(Type type) =>
        !type.IsPrimitive && !type.IsPointer && !type.IsArray && !typeof(Delegate).IsAssignableFrom(type)
        && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type) && type != typeof(object)
        && type != typeof(void) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
}
