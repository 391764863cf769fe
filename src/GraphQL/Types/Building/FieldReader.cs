using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Federation;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Makes output fields from properties and methods.</summary>
internal sealed class FieldReader(TypeCatalog catalog, ParameterReader parameters)
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// The fields of a type: its properties, its methods that are named <c>Get...</c> or annotated, and what classes
    /// about it add. Plain methods are left out, since a domain type has many that are no data.
    /// </summary>
    public IEnumerable<OutputField> Of(Type type, NodeIndex nodes)
    {
        var owner = nodes.NameOf(type) ?? Naming.Type(type);
        var required = Requirements(type);
        IEnumerable<MemberInfo> members = Properties(type).Where(property => !nodes.Ignores(type, property));
        if (nodes.DeclaringNodeOf(type) is not { } node || !TypeSource.Node(node)!.ExplicitFieldsOnly)
            members = members.Concat(type.GetMethods(Instance).Where(IsFieldMethod));
        var fields = new NodeFields(
            [.. members.Select(member => (member, Create(owner, member, required)))],
            [.. nodes.NodesAbout(type).SelectMany(node => OfNode(node, owner))],
            [.. nodes.NodesAboutBases(type).SelectMany(node => OfNode(node, owner))]);
        catalog.Faults.AddRange(fields.Unbound().Select(
            name => new SchemaFault(owner, $"[BindMember] names {name}, from which no field of {type} follows.")));
        return fields.Join();
    }

    /// <summary>The fields that follow from a type's properties alone.</summary>
    public IEnumerable<OutputField> OfMembers(Type type, string owner) =>
        Properties(type).Select(property => Create(owner, property, []));

    /// <summary>The fields of an expected error: its message, and what its class adds to <see cref="Exception"/>.</summary>
    public IEnumerable<OutputField> OfError(Type type, string owner) => Properties(type)
        .Where(property => property.Name == nameof(Exception.Message)
            || !property.DeclaringType!.IsAssignableFrom(typeof(Exception)))
        .Select(property => Create(owner, property, []));

    /// <summary>The fields that a static class declares by its public static methods and properties.</summary>
    public IEnumerable<OutputField> OfNode(Type node, string owner)
    {
        var required = Requirements(node);
        var sources = SubscriptionMethod.SourcesOf(node);
        foreach (var member in node.GetMembers(Static).Where(member => !IsIgnored(member) && !sources.Contains(member.Name)))
            if (member is PropertyInfo || member is MethodInfo { IsSpecialName: false, IsGenericMethod: false } method
                && method.ReturnType != typeof(void))
                yield return Create(owner, member, required);
    }

    /// <summary>The method that finds an entity, as a field: its arguments are fields of a key.</summary>
    public OutputField OfReference(MethodInfo method, string owner) => Create(owner, method, []);

    private OutputField Create(string owner, MemberInfo member, ImmutableArray<AuthorizeRequirement> required)
    {
        var subscription = SubscriptionMethod.Of(member, parameters, catalog.Faults);
        var name = subscription?.Name ?? Naming.Field(member);
        var coordinate = $"{owner}.{name}";
        var shape = subscription?.Shape
            ?? (member is MethodInfo call ? TypeShape.Of(call.ReturnParameter) : TypeShape.Of((PropertyInfo)member));
        var bindings = member is MethodInfo method
            ? method.GetParameters().Select(parameters.Read).ToImmutableArray()
            : [];
        var binding = subscription?.Resolver ?? new FieldBinding(member, bindings);
        var paging = catalog.Paging.Of(member, binding.ResultType, coordinate);
        if (paging is null && bindings.Any(parameter => parameter.Source == ParameterSource.Paging))
            catalog.Faults.Add(new(coordinate, $"A resolver that takes {nameof(PagingArguments)} needs [UsePaging]."));
        var arguments = new NamedCollection<Argument>(
            (subscription?.Arguments ?? bindings).Where(parameter => parameter.Source == ParameterSource.Argument)
                .Select(parameter => catalog.Inputs.CreateArgument(parameter, coordinate))
                .Concat(paging is null ? [] : catalog.Paging.Arguments()));
        return new OutputField(
            name,
            paging is null
                ? catalog.Output(
                    shape, member.IsDefined(typeof(EntitiesAttribute)) ? catalog.Entities.Union : catalog.Given(member), coordinate)
                : catalog.Paging.Type(paging, binding.ResultType, coordinate),
            arguments,
            catalog.Describe(member),
            member.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason)
        {
            Binding = binding,
            Source = subscription?.Source(arguments, coordinate),
            Paging = paging,
            Idempotency = member.GetCustomAttribute<IdempotentAttribute>(),
            AppliedDirectives = catalog.Directives.Of(coordinate, member),
            Middleware = Middleware(member, coordinate),
            Authorization = member.GetCustomAttribute<AllowAnonymousAttribute>() is null
                ? [.. required, .. Requirements(member)]
                : [],
        };
    }

    private static ImmutableArray<object> Middleware(MemberInfo member, string coordinate)
    {
        var descriptor = new ObjectFieldDescriptor(coordinate);
        foreach (var attribute in member.GetCustomAttributes<ObjectFieldDescriptorAttribute>(true))
            attribute.OnConfigure(descriptor, member);
        return [.. descriptor.Middleware];
    }

    // Base types first, so that what types have in common stands first.
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var types = type.IsInterface ? type.GetInterfaces().Append(type) : Chain(type);
        return types.SelectMany(level => level.GetProperties(Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && !property.PropertyType.IsByRefLike && !IsIgnored(property))
            // An override stands where its base stood, and is read through the derived type.
            .GroupBy(property => property.Name).Select(group => group.Last());
    }

    private static IEnumerable<Type> Chain(Type type)
    {
        var chain = new Stack<Type>();
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType);
            level = level.BaseType)
            chain.Push(level);
        return chain;
    }

    private static bool IsFieldMethod(MethodInfo method) =>
        !method.IsSpecialName && !method.IsGenericMethod && method.ReturnType != typeof(void)
        && method.GetBaseDefinition().DeclaringType != typeof(object) && !IsIgnored(method)
        && (method.Name.Length > 3 && method.Name.StartsWith("Get", StringComparison.Ordinal)
                && char.IsUpper(method.Name[3]) && method.Name != "GetHashCode"
            || method.IsDefined(typeof(GraphQLNameAttribute)) || method.IsDefined(typeof(GraphQLDescriptionAttribute))
            || method.IsDefined(typeof(AuthorizeAttribute)));

    private static bool IsIgnored(MemberInfo member) => member.IsDefined(typeof(GraphQLIgnoreAttribute), true)
        || member.IsDefined(typeof(ReferenceResolverAttribute));

    private static ImmutableArray<AuthorizeRequirement> Requirements(MemberInfo member) =>
        [.. member.GetCustomAttributes<AuthorizeAttribute>(false)
            .Select(attribute => new AuthorizeRequirement(attribute.Policy, [.. attribute.Roles ?? []]))];
}
