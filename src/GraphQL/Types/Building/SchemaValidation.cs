using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The specification's type validation, over a schema that is already tied together.</summary>
internal static class SchemaValidation
{
    /// <summary>All faults, each naming the place.</summary>
    public static IEnumerable<string> Check(Schema schema) =>
        DuplicateNames(schema).Concat(schema.Types.Where(type => !type.IsIntrospection).SelectMany(Check))
            .Concat(schema.Directives.SelectMany(directive => Names("@" + directive.Name, directive.Arguments)))
            .Concat(AppliedDirectiveRules.Check(schema));

    private static IEnumerable<string> DuplicateNames(Schema schema) =>
        from type in schema.Types
        group type by type.Name into named
        where named.Count() > 1
        select $"There are several types named {named.Key}: "
            + $"{string.Join(", ", named.Select(type => $"{type.Kind} {type.ClrType}"))}. Rename with [GraphQLName].";

    private static IEnumerable<string> Check(NamedType type)
    {
        if (!Naming.IsValid(type.Name))
            yield return $"{type.Name} ({type.ClrType}) is no valid name. Rename with [GraphQLName].";
        var faults = type switch
        {
            ComplexType complex => CheckComplex(complex),
            UnionType { Types.Count: 0 } => [$"Union {type.Name} has no members."],
            EnumType known => known.Values.Count == 0 ? [$"Enum {type.Name} has no values."] : Names(type.Name, known.Values),
            InputObjectType input => CheckInput(input),
            _ => [],
        };
        foreach (var fault in faults)
            yield return fault;
    }

    private static IEnumerable<string> CheckComplex(ComplexType type) =>
        (type.Fields.Count == 0 ? [$"{type.Name} has no fields."] : Names(type.Name, type.Fields))
            .Concat(type.Fields.SelectMany(CheckField))
            .Concat(type.Interfaces.SelectMany(implemented => InterfaceRules.Check(type, implemented)));

    private static IEnumerable<string> CheckField(OutputField field) => Names(field.Coordinate, field.Arguments)
        .Concat(field.Arguments.SelectMany(argument => CheckValue($"{field.Coordinate}({argument.Name}:)", argument)));

    private static IEnumerable<string> CheckInput(InputObjectType type)
    {
        if (type.Fields.Count == 0)
            yield return $"{type.Name} has no fields.";
        foreach (var fault in Names(type.Name, type.Fields))
            yield return fault;
        if (IsEndless(type, type, []))
            yield return $"{type.Name} requires itself: one field of the circle must be nullable or a list.";
        foreach (var field in type.Fields)
        {
            if (type.IsOneOf && (field.Type.IsNonNull() || field.DefaultValue is not null))
                yield return $"{type.Name}.{field.Name} of a OneOf input must be nullable and without default.";
            foreach (var fault in CheckValue($"{type.Name}.{field.Name}", field))
                yield return fault;
        }
    }

    private static IEnumerable<string> CheckValue(string coordinate, InputValue value)
    {
        if (value.IsRequired && value.IsDeprecated)
            yield return $"{coordinate} is required and can not be deprecated.";
        if (value.DefaultValue is { } literal && Misfit(value.Type, literal) is { } reason)
            yield return $"{coordinate}: the default does not fit: {reason}";
    }

    private static string? Misfit(IType type, Language.IValueNode literal)
    {
        try
        {
            LiteralCoercion.Coerce(type, literal);
            return null;
        }
        catch (CoercionException fault)
        {
            return fault.Message;
        }
    }

    private static bool IsEndless(InputObjectType start, InputObjectType current, HashSet<InputObjectType> seen) =>
        seen.Add(current) && current.Fields.Any(field =>
            field.Type is NonNullType { NullableType: InputObjectType next }
            && (next == start || IsEndless(start, next, seen)));

    private static IEnumerable<string> Names(string owner, IReadOnlyCollection<INamed> members) =>
        members.Where(member => !Naming.IsValid(member.Name) || member.Name.StartsWith("__", StringComparison.Ordinal))
            .Select(member => $"{owner}: {member.Name} is no valid name.")
            .Concat(members.GroupBy(member => member.Name).Where(group => group.Count() > 1)
                .Select(group => $"{owner} has several members named {group.Key}."));
}
