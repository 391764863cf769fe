using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The classes that speak about the GraphQL types of other .NET types.</summary>
internal sealed class NodeIndex(ImmutableArray<Type> sources)
{
    private readonly ILookup<Type, Type> _byTarget = sources.Where(type => TypeSource.Node(type) is not null)
        .ToLookup(type => TypeSource.Node(type)!.Target);

    /// <summary>The kind that the type itself or a class about it declares.</summary>
    public TypeSourceKind KindOf(Type type)
    {
        if (DeclaringNodeOf(type) is { } node)
            return TypeSource.TargetKind(TypeSource.Node(node)!);
        var own = TypeSource.KindOf(type);
        return own is TypeSourceKind.Object or TypeSourceKind.Interface or TypeSourceKind.Union
            ? own
            : TypeSourceKind.None;
    }

    /// <summary>The class that declares the kind of the type; null when none does.</summary>
    public Type? DeclaringNodeOf(Type type) =>
        _byTarget[type].FirstOrDefault(node => TypeSource.TargetKind(TypeSource.Node(node)!) != TypeSourceKind.None);

    /// <summary>The name that such a class gives; null when none does.</summary>
    public string? NameOf(Type type) => DeclaringNodeOf(type)?.GetCustomAttribute<GraphQLNameAttribute>()?.Name;

    /// <summary>The classes about the type itself.</summary>
    public IEnumerable<Type> NodesAbout(Type type) => _byTarget[type];

    /// <summary>The classes about the type's bases and interfaces.</summary>
    public IEnumerable<Type> NodesAboutBases(Type type) =>
        _byTarget.Where(group => group.Key != type && group.Key.IsAssignableFrom(type)).SelectMany(group => group);

    /// <summary>Whether a property of the type is left out by a class about it.</summary>
    public bool Ignores(Type type, PropertyInfo property) => NodesAboutBases(type).Concat(NodesAbout(type)).Select(TypeSource.Node)
        .Any(node => node!.ExplicitFieldsOnly || node.IgnoreProperties?.Contains(property.Name) == true);
}
