using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The directives of a schema under construction: those that classes define, and where members apply them.</summary>
internal sealed class DirectiveCatalog(TypeCatalog catalog)
{
    private readonly Dictionary<Type, DirectiveType> _byClrType = [];

    /// <summary>Every directive that was declared or applied.</summary>
    public IEnumerable<DirectiveType> All => _byClrType.Values;

    /// <summary>The directive that a class defines; null, with a fault, when it defines none.</summary>
    public DirectiveType? Define(Type type, string coordinate)
    {
        if (_byClrType.TryGetValue(type, out var known))
            return known;
        if (type.GetCustomAttribute<DirectiveTypeAttribute>(false) is not { } definition)
        {
            catalog.Faults.Add(new(coordinate, $"{type} is applied as a directive, but has no [DirectiveType]."));
            return null;
        }
        _byClrType[type] = known = new DirectiveType(
            definition.Name ?? Naming.Directive(type), [.. definition.Locations], null, catalog.Describe(type),
            definition.IsRepeatable) { ClrType = type };
        var name = "@" + known.Name;
        var (fields, construct) = catalog.Inputs.Read(type, name, field => $"{name}({field}:)");
        known.Complete(fields.Select(field => field.ToArgument()), construct);
        return known;
    }

    /// <summary>What the attributes of members apply to a place, in their order.</summary>
    public ImmutableArray<AppliedDirective> Of(string coordinate, params IEnumerable<ICustomAttributeProvider?> members) =>
    [
        .. members.OfType<ICustomAttributeProvider>()
            .SelectMany(member => member.GetCustomAttributes(typeof(DirectiveAttribute), false))
            .Select(attribute => Apply(coordinate, ((DirectiveAttribute)attribute).CreateDirective())).OfType<AppliedDirective>(),
    ];

    /// <summary>A directive with the values that an instance holds; null, with a fault, when it is none.</summary>
    public AppliedDirective? Apply(string coordinate, object directive) => Define(directive.GetType(), coordinate) is { } type
        ? new AppliedDirective(type, new DirectiveNode(new NameNode(type.Name), [.. Arguments(type, directive)]), directive)
        : null;

    private IEnumerable<ArgumentNode> Arguments(DirectiveType type, object directive)
    {
        foreach (var argument in type.Arguments)
        {
            var property = directive.GetType().GetProperties().FirstOrDefault(candidate =>
                (candidate.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Naming.Camel(candidate.Name)) == argument.Name);
            if (property is null)
            {
                catalog.Faults.Add(new($"@{type.Name}({argument.Name}:)", $"{directive.GetType()} has no property to read it from."));
                continue;
            }
            if (Literal(type, argument, property.GetValue(directive)) is { } literal)
                yield return new ArgumentNode(new NameNode(argument.Name), literal);
        }
    }

    // Null is the same as omitted, and so is a default: the shortest notation is printed.
    private IValueNode? Literal(DirectiveType type, Argument argument, object? value)
    {
        if (value is null && argument.DefaultValue is null)
            return null;
        try
        {
            var literal = ClrLiteral.Of(value, argument.Type);
            return argument.DefaultValue is { } byDefault
                && SyntaxPrinter.Print(literal) == SyntaxPrinter.Print(byDefault) ? null : literal;
        }
        catch (CoercionException fault)
        {
            catalog.Faults.Add(new($"@{type.Name}({argument.Name}:)", fault.Message));
            return null;
        }
    }
}
