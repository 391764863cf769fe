using System.Collections.Concurrent;
using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>Makes a schema without resolvers of SDL: enough to validate against.</summary>
internal sealed class SdlSchema
{
    private static readonly ConcurrentDictionary<string, Schema> Built = new();

    private readonly StringType _text = new();
    private readonly BooleanType _boolean = new();
    private readonly Dictionary<string, NamedType> _types;
    private readonly ImmutableArray<IDefinitionNode> _definitions;

    private SdlSchema(string sdl)
    {
        _definitions = Utf8GraphQLParser.Parse(sdl, ParserOptions.Trusted).Definitions;
        NamedType[] scalars = [_text, _boolean, new IntType(), new FloatType(), new IdType()];
        _types = scalars.Concat(_definitions.OfType<ITypeDefinitionNode>().Select(Create))
            .ToDictionary(type => type.Name);
    }

    /// <summary>A schema of the SDL text with the introspection types, built once.</summary>
    public static Schema Of(string sdl) => Built.GetOrAdd(sdl, _ => new SdlSchema($"{sdl}\n{IntrospectionSdl.Text}").Build());

    private Schema Build()
    {
        foreach (var definition in _definitions.OfType<ITypeDefinitionNode>())
            Complete(definition);
        var directives = _definitions.OfType<DirectiveDefinitionNode>().Select(Directive)
            .Concat(SpecifiedDirectives.Create(_text, _boolean));
        OutputField[] metaFields =
        [
            new("__typename", new NonNullType(_text)),
            .. Meta("__schema", "__Schema", []),
            .. Meta("__type", "__Type", [new Argument("name", new NonNullType(_text))]),
        ];
        return new Schema(
            null, Root(OperationType.Query)!, Root(OperationType.Mutation), Root(OperationType.Subscription),
            _types.Values, directives, metaFields);
    }

    private IEnumerable<OutputField> Meta(string name, string type, Argument[] arguments) =>
        _types.TryGetValue(type, out var found) ? [new OutputField(name, found, arguments)] : [];

    private ObjectType? Root(OperationType operation) =>
        _definitions.OfType<SchemaDefinitionNode>().FirstOrDefault() is not { } schema
            ? _types.GetValueOrDefault(operation.ToString()) as ObjectType
            : schema.OperationTypes.FirstOrDefault(root => root.Operation == operation) is { } root
                ? (ObjectType)_types[root.Type.Name.Value]
                : null;

    private static NamedType Create(ITypeDefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => new ObjectType(type.Name.Value),
        InterfaceTypeDefinitionNode type => new InterfaceType(type.Name.Value),
        UnionTypeDefinitionNode type => new UnionType(type.Name.Value),
        ScalarTypeDefinitionNode type => new FreeScalar(type.Name.Value),
        EnumTypeDefinitionNode type => new EnumType(
            type.Name.Value, type.Values.Select(value => new EnumValue(value.Name.Value, value.Name.Value))),
        InputObjectTypeDefinitionNode type => new InputObjectType(
            type.Name.Value, type.Directives.Any(directive => directive.Name.Value == "oneOf")),
        _ => throw new NotSupportedException(definition.Kind.ToString()),
    };

    private void Complete(ITypeDefinitionNode definition)
    {
        switch (definition)
        {
            case ObjectTypeDefinitionNode type:
                ((ObjectType)_types[type.Name.Value]).Complete(Fields(type.Fields), Interfaces(type.Interfaces));
                break;
            case InterfaceTypeDefinitionNode type:
                ((InterfaceType)_types[type.Name.Value]).Complete(Fields(type.Fields), Interfaces(type.Interfaces));
                break;
            case UnionTypeDefinitionNode type:
                ((UnionType)_types[type.Name.Value]).Complete(type.Types.Select(Type).Cast<ObjectType>());
                break;
            case InputObjectTypeDefinitionNode type:
                ((InputObjectType)_types[type.Name.Value]).Complete(type.Fields.Select(
                    field => new InputField(
                        field.Name.Value, Type(field.Type), null, field.DefaultValue, Deprecation(field.Directives))));
                break;
        }
    }

    private IEnumerable<OutputField> Fields(ImmutableArray<FieldDefinitionNode> fields) =>
        fields.Select(field => new OutputField(
            field.Name.Value, Type(field.Type), Arguments(field.Arguments), null, Deprecation(field.Directives)));

    private IEnumerable<InterfaceType> Interfaces(ImmutableArray<NamedTypeNode> interfaces) =>
        interfaces.Select(Type).Cast<InterfaceType>();

    private IEnumerable<Argument> Arguments(ImmutableArray<InputValueDefinitionNode> arguments) => arguments.Select(
        argument => new Argument(
            argument.Name.Value, Type(argument.Type), null, argument.DefaultValue, Deprecation(argument.Directives)));

    private static string? Deprecation(ImmutableArray<DirectiveNode> directives) =>
        directives.Any(directive => directive.Name.Value == "deprecated") ? "No longer supported" : null;

    private DirectiveType Directive(DirectiveDefinitionNode directive) => new(
        directive.Name.Value,
        [.. directive.Locations.Select(name => Enum.Parse<DirectiveLocation>(name.Value.Replace("_", ""), true))],
        Arguments(directive.Arguments), null, directive.IsRepeatable);

    private IType Type(ITypeNode type) => type switch
    {
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Type)),
        ListTypeNode list => new ListType(Type(list.Type)),
        _ => _types[((NamedTypeNode)type).Name.Value],
    };
}
