namespace Analytics.GraphQL.Types.Building;

/// <summary>What a type owes to an interface that it implements.</summary>
internal static class InterfaceRules
{
    /// <summary>All breaches, each naming the field.</summary>
    public static IEnumerable<string> Check(ComplexType type, InterfaceType implemented)
    {
        foreach (var inherited in implemented.Interfaces.Where(inherited => !type.Implements(inherited)))
            yield return $"{type.Name} must implement {inherited.Name}, because {implemented.Name} does.";
        foreach (var expected in implemented.Fields)
            if (type.Fields.TryGet(expected.Name, out var field))
                foreach (var fault in CheckField(field, expected))
                    yield return fault;
            else
                yield return $"{type.Name} lacks the field {expected.Name} of its interface {implemented.Name}.";
    }

    private static IEnumerable<string> CheckField(OutputField field, OutputField expected)
    {
        if (!IsCovariant(field.Type, expected.Type))
            yield return $"{field.Coordinate} is {field.Type}, but {expected.Coordinate} promises {expected.Type}.";
        if (field.IsDeprecated && !expected.IsDeprecated)
            yield return $"{field.Coordinate} is deprecated, but {expected.Coordinate} is not.";
        foreach (var argument in expected.Arguments)
            if (field.Arguments.Find(argument.Name)?.Type.IsSameAs(argument.Type) != true)
                yield return $"{field.Coordinate} must take {argument.Name}: {argument.Type}, as {expected.Coordinate} does.";
        foreach (var extra in field.Arguments.Where(argument =>
            argument.IsRequired && !expected.Arguments.Contains(argument.Name)))
            yield return $"{field.Coordinate}({extra.Name}:) is required, but {expected.Coordinate} does not have it.";
    }

    private static bool IsCovariant(IType actual, IType promised) => (actual, promised) switch
    {
        (NonNullType a, NonNullType p) => IsCovariant(a.NullableType, p.NullableType),
        (NonNullType a, _) => IsCovariant(a.NullableType, promised),
        (ListType a, ListType p) => IsCovariant(a.ElementType, p.ElementType),
        (ComplexType a, InterfaceType p) when a != p => a.Implements(p),
        (ObjectType a, UnionType p) => p.Types.Contains(a.Name),
        _ => ReferenceEquals(actual, promised),
    };
}
