using System.Reflection;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Makes connections of lists.</summary>
internal sealed class PagingFields(TypeCatalog catalog)
{
    private readonly Dictionary<(string, Type), ObjectType> _named = [];

    /// <summary>How a member is paged; null when it is not, or, with a fault, when it returns no list.</summary>
    public PagingSettings? Of(MemberInfo member, Type resultType, string coordinate)
    {
        if (member.GetCustomAttribute<UsePagingAttribute>() is not { } options)
            return null;
        if (IsConnection(resultType))
            return new(options, null);
        if (ItemType(resultType) is { } item)
            return new(options, item);
        catalog.Faults.Add(new(coordinate, $"[UsePaging] needs a list, a query or a connection, not {resultType}."));
        return null;
    }

    /// <summary>The connection that the field returns.</summary>
    public IType Type(PagingSettings settings, Type resultType, string coordinate)
    {
        var connection = settings.ItemType is { } item ? typeof(Connection<>).MakeGenericType(item) : resultType;
        return new NonNullType(settings.Options.ConnectionName is { } name
            ? Named(name + "Connection", connection)
            : catalog.Output(new TypeShape(connection, true, null), null, coordinate));
    }

    /// <summary>The arguments that paging adds, in the order in which execution reads them.</summary>
    public Argument[] Arguments() =>
    [
        Argument<IntType>("first", "The most items after `after`.", typeof(int?)),
        Argument<StringType>("after", "The cursor that the page follows.", typeof(string)),
        Argument<IntType>("last", "The most items before `before`.", typeof(int?)),
        Argument<StringType>("before", "The cursor that the page precedes.", typeof(string)),
    ];

    private ObjectType Named(string name, Type connection)
    {
        if (!_named.TryGetValue((name, connection), out var made))
            _named[(name, connection)] = made = catalog.AddObject(
                name, "A page of a list that can grow.", owner => catalog.Fields.OfMembers(connection, owner));
        return made;
    }

    private Argument Argument<T>(string name, string description, Type clrType) where T : ScalarType =>
        new(name, catalog.Scalar<T>(), description) { ClrType = clrType };

    private static bool IsConnection(Type type)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
            if (level.IsGenericType && level.GetGenericTypeDefinition() == typeof(Connection<>))
                return true;
        return false;
    }

    private static Type? ItemType(Type type) => type == typeof(string) ? null : type.GetInterfaces().Prepend(type)
        .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() is var open
            && (open == typeof(IEnumerable<>) || open == typeof(IAsyncEnumerable<>)))
        .Select(candidate => candidate.GetGenericArguments()[0]).FirstOrDefault();
}
