using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Building;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>Makes a schema of SDL whose fields <see cref="RuleResolver"/> answers, with introspection.</summary>
internal sealed class SchemaOfSdl
{
    private static readonly MethodInfo Now = typeof(RuleResolver).GetMethod(nameof(RuleResolver.Resolve))!;
    private static readonly MethodInfo Later = typeof(RuleResolver).GetMethod(nameof(RuleResolver.ResolveAsync))!;

    private readonly ImmutableArray<IDefinitionNode> _definitions;
    private readonly Dictionary<string, NamedType> _types;
    private readonly Schema _builtIn = new SchemaBuilder().AddType(typeof(EmptyQuery)).Build();
    private readonly string _sdl;
    private readonly int _waiting;

    private SchemaOfSdl(string sdl, int waiting)
    {
        _sdl = sdl;
        _definitions = Utf8GraphQLParser.Parse(sdl, ParserOptions.Trusted).Definitions;
        _waiting = waiting;
        NamedType[] scalars = [new IntType(), new FloatType(), new IdType()];
        _types = _builtIn.Types.Where(type => type != _builtIn.QueryType).Concat(scalars)
            .ToDictionary(type => type.Name);
        foreach (var definition in _definitions.OfType<ITypeDefinitionNode>())
            _types[NameOf(definition)] = Create(definition);
    }

    /// <summary>Builds the schema; of 100 fields, <paramref name="waiting"/> answer through a task.</summary>
    public static Schema Build(string sdl, int waiting = 0) => new SchemaOfSdl(sdl, waiting).Build();

    private Schema Build()
    {
        foreach (var definition in _definitions.OfType<ITypeDefinitionNode>())
            Complete(definition);
        var schema = _definitions.OfType<SchemaDefinitionNode>().FirstOrDefault();
        var directives = _builtIn.Directives.Concat(_definitions.OfType<DirectiveDefinitionNode>().Select(Directive));
        // The reference implementation has a built-in type only where it is used.
        return new Schema(
            schema?.Description?.Value, Root(schema, OperationType.Query)!, Root(schema, OperationType.Mutation),
            Root(schema, OperationType.Subscription),
            _types.Values.Where(type => type is not (IntType or FloatType or IdType) || IsUsed(type.Name)),
            directives, _builtIn.MetaFields);
    }

    private bool IsUsed(string name) => Regex.IsMatch(_sdl, $@"[:\[]\s*{name}\b");

    private ObjectType? Root(SchemaDefinitionNode? schema, OperationType operation) => schema is null
        ? _types.GetValueOrDefault(operation.ToString()) as ObjectType
        : schema.OperationTypes.FirstOrDefault(root => root.Operation == operation) is { } root
            ? (ObjectType)_types[root.Type.Name.Value]
            : null;

    private static string NameOf(ITypeDefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => type.Name.Value,
        InterfaceTypeDefinitionNode type => type.Name.Value,
        UnionTypeDefinitionNode type => type.Name.Value,
        EnumTypeDefinitionNode type => type.Name.Value,
        InputObjectTypeDefinitionNode type => type.Name.Value,
        ScalarTypeDefinitionNode type => type.Name.Value,
        _ => throw new NotSupportedException(definition.Kind.ToString()),
    };

    private static NamedType Create(ITypeDefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => new ObjectType(
            type.Name.Value, type.Description?.Value, ObjectClasses.Of(type.Name.Value)),
        InterfaceTypeDefinitionNode type => new InterfaceType(type.Name.Value, type.Description?.Value),
        UnionTypeDefinitionNode type => new UnionType(type.Name.Value, type.Description?.Value),
        EnumTypeDefinitionNode type => new EnumType(
            type.Name.Value,
            type.Values.Select(value => new EnumValue(
                value.Name.Value, value.Name.Value, value.Description?.Value, DeprecationOf(value.Directives))),
            type.Description?.Value),
        InputObjectTypeDefinitionNode type => new InputObjectType(
            type.Name.Value, type.Directives.Any(directive => directive.Name.Value == "oneOf"), type.Description?.Value),
        ScalarTypeDefinitionNode type => new PlainScalarType(
            type.Name.Value, type.Description?.Value,
            TextOf(type.Directives, "specifiedBy") is { } url ? new Uri(url) : null),
        _ => throw new NotSupportedException(definition.Kind.ToString()),
    };

    private void Complete(ITypeDefinitionNode definition)
    {
        if (definition is IHasDirectives annotated)
            _types[definition.Name.Value].AppliedDirectives = Applied(annotated);
        switch (definition)
        {
            case ObjectTypeDefinitionNode type:
                ((ObjectType)_types[type.Name.Value]).Complete(
                    Fields(type.Name.Value, type.Fields), type.Interfaces.Select(Type).Cast<InterfaceType>());
                break;
            case InterfaceTypeDefinitionNode type:
                ((InterfaceType)_types[type.Name.Value]).Complete(
                    Fields(type.Name.Value, type.Fields), type.Interfaces.Select(Type).Cast<InterfaceType>());
                break;
            case UnionTypeDefinitionNode type:
                ((UnionType)_types[type.Name.Value]).Complete(type.Types.Select(Type).Cast<ObjectType>());
                break;
            case InputObjectTypeDefinitionNode type:
                var input = (InputObjectType)_types[type.Name.Value];
                input.Complete(type.Fields.Select(InputField), values => Construct(input, values));
                break;
        }
    }

    private static SortedDictionary<string, object?> Construct(InputObjectType type, object?[] values)
    {
        var given = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        for (var index = 0; index < values.Length; index++)
            if (!ReferenceEquals(values[index], Optional.Missing))
                given[type.Fields[index].Name] = values[index];
        return given;
    }

    private IEnumerable<OutputField> Fields(string owner, ImmutableArray<FieldDefinitionNode> fields) => fields.Select(field =>
    {
        var method = Draw.Hash($"{owner}.{field.Name.Value}") % 100 < _waiting ? Later : Now;
        return new OutputField(
            field.Name.Value, Type(field.Type), field.Arguments.Select(Argument), field.Description?.Value,
            DeprecationOf(field.Directives))
        {
            Binding = new FieldBinding(
                method, [new ParameterBinding(method.GetParameters()[0], ParameterSource.Context)]),
            AppliedDirectives = Applied(field),
        };
    });

    private Argument Argument(InputValueDefinitionNode argument) => new(
        argument.Name.Value, Type(argument.Type), argument.Description?.Value, argument.DefaultValue,
        DeprecationOf(argument.Directives))
    {
        // Tells an argument that was not given from one that is null.
        ClrType = typeof(Optional<object>),
        AppliedDirectives = Applied(argument),
    };

    private InputField InputField(InputValueDefinitionNode field) => new(
        field.Name.Value, Type(field.Type), field.Description?.Value, field.DefaultValue, DeprecationOf(field.Directives))
    {
        AppliedDirectives = Applied(field),
    };

    // Those that are read by their nodes alone: there is no .NET class behind a directive of SDL.
    private static ImmutableArray<AppliedDirective> Applied(IHasDirectives node) =>
    [
        .. node.Directives.Where(directive => directive.Name.Value is "cost" or "listSize").Select(directive =>
            new AppliedDirective(new DirectiveType(directive.Name.Value, []), directive, directive)),
    ];

    private DirectiveType Directive(DirectiveDefinitionNode directive) => new(
        directive.Name.Value,
        [.. directive.Locations.Select(name => Enum.Parse<DirectiveLocation>(name.Value.Replace("_", ""), true))],
        directive.Arguments.Select(Argument), directive.Description?.Value, directive.IsRepeatable);

    private IType Type(ITypeNode type) => type switch
    {
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Type)),
        ListTypeNode list => new ListType(Type(list.Type)),
        _ => _types[((NamedTypeNode)type).Name.Value],
    };

    private static string? DeprecationOf(ImmutableArray<DirectiveNode> directives) =>
        directives.Any(directive => directive.Name.Value == "deprecated")
            ? TextOf(directives, "deprecated") ?? "No longer supported"
            : null;

    private static string? TextOf(ImmutableArray<DirectiveNode> directives, string name) =>
        (directives.FirstOrDefault(directive => directive.Name.Value == name)?.Arguments.FirstOrDefault()?.Value
            as StringValueNode)?.Value;

    [QueryType]
    private static class EmptyQuery
    {
        public static bool GetNothing() => true;
    }
}
