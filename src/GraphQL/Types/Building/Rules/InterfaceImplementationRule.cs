namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>What a type owes to the interfaces that it implements.</summary>
internal static class InterfaceImplementationRule
{
    public static IEnumerable<SchemaFault> Check(ComplexType type) => type.Interfaces.SelectMany(implemented =>
        implemented == type
            ? [new(type.Name, $"Type {type} cannot implement itself because it would create a circular reference.")]
            : Ancestors(type, implemented).Concat(implemented.Fields.SelectMany(
                expected => Check(type, implemented, expected))));

    private static IEnumerable<SchemaFault> Ancestors(ComplexType type, InterfaceType implemented) =>
        from inherited in implemented.Interfaces
        where !type.Implements(inherited)
        select new SchemaFault(type.Name, inherited == type
            ? $"Type {type} cannot implement {implemented} because it would create a circular reference."
            : $"Type {type} must implement {inherited} because it is implemented by {implemented}.");

    private static IEnumerable<SchemaFault> Check(ComplexType type, InterfaceType implemented, OutputField expected)
    {
        var promised = $"{implemented}.{expected.Name}";
        if (type.Fields.Find(expected.Name) is not { } field)
        {
            yield return new(type.Name, $"Interface field {promised} expected but {type} does not provide it.");
            yield break;
        }
        if (!IsCovariant(field.Type, expected.Type))
            yield return new(field.Coordinate,
                $"Interface field {promised} expects type {expected.Type} but {field.Coordinate} is type {field.Type}.");
        foreach (var fault in Arguments(field, expected, promised))
            yield return fault;
        if (field.IsDeprecated && !expected.IsDeprecated)
            yield return new(field.Coordinate, $"Interface field {promised} is not deprecated, so implementation field "
                + $"{field.Coordinate} must not be deprecated.");
    }

    private static IEnumerable<SchemaFault> Arguments(OutputField field, OutputField expected, string promised)
    {
        foreach (var argument in expected.Arguments)
            if (field.Arguments.Find(argument.Name) is not { } given)
                yield return new(field.Coordinate, $"Interface field argument {promised}({argument.Name}:) expected but "
                    + $"{field.Coordinate} does not provide it.");
            else if (!given.Type.IsSameAs(argument.Type))
                yield return new($"{field.Coordinate}({argument.Name}:)",
                    $"Interface field argument {promised}({argument.Name}:) expects type {argument.Type} but "
                    + $"{field.Coordinate}({argument.Name}:) is type {given.Type}.");
        foreach (var extra in field.Arguments.Where(extra => extra.IsRequired && !expected.Arguments.Contains(extra.Name)))
            yield return new($"{field.Coordinate}({extra.Name}:)", $"Argument \"{field.Coordinate}({extra.Name}:)\" must "
                + $"not be required type \"{extra.Type}\" if not provided by the Interface field \"{promised}\".");
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
