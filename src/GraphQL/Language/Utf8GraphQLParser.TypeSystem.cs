using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

public ref partial struct Utf8GraphQLParser
{
    private static readonly HashSet<string> DirectiveLocations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    private ITypeSystemDefinitionNode? ParseTypeSystemDefinition(Location start, StringValueNode? description)
    {
        if (SkipKeyword("type"u8))
            return new ObjectTypeDefinitionNode(
                description, ParseName(), ParseInterfaces(), ParseConstantDirectives(), ParseFieldDefinitions(),
                Since(start));
        if (SkipKeyword("input"u8))
            return new InputObjectTypeDefinitionNode(
                description, ParseName(), ParseConstantDirectives(),
                ParseInputValues(TokenKind.LeftBrace, TokenKind.RightBrace), Since(start));
        if (SkipKeyword("enum"u8))
            return new EnumTypeDefinitionNode(
                description, ParseName(), ParseConstantDirectives(), ParseEnumValues(), Since(start));
        if (SkipKeyword("interface"u8))
            return new InterfaceTypeDefinitionNode(
                description, ParseName(), ParseInterfaces(), ParseConstantDirectives(), ParseFieldDefinitions(),
                Since(start));
        if (SkipKeyword("union"u8))
            return new UnionTypeDefinitionNode(
                description, ParseName(), ParseConstantDirectives(), ParseUnionMembers(), Since(start));
        if (SkipKeyword("scalar"u8))
            return new ScalarTypeDefinitionNode(description, ParseName(), ParseConstantDirectives(), Since(start));
        if (SkipKeyword("directive"u8))
            return ParseDirectiveDefinition(start, description);
        if (SkipKeyword("schema"u8))
            return new SchemaDefinitionNode(
                description, ParseConstantDirectives(), ParseOperationTypes(required: true), Since(start));
        return null;
    }

    private ImmutableArray<DirectiveNode> ParseConstantDirectives() => ParseDirectives(isConstant: true);

    private ImmutableArray<OperationTypeDefinitionNode> ParseOperationTypes(bool required)
    {
        if (!required && _reader.Kind != TokenKind.LeftBrace)
            return [];
        Expect(TokenKind.LeftBrace);
        var first = _pending.Count;
        do
        {
            var start = _reader.Location;
            if (!TryParseOperationType(out var operation))
                throw _reader.Kind == TokenKind.Name ? Unexpected() : Expected(TokenKind.Name.Describe());
            Expect(TokenKind.Colon);
            _pending.Add(new OperationTypeDefinitionNode(operation, ParseNamedType(), Since(start)));
        }
        while (!Skip(TokenKind.RightBrace));
        return Take<OperationTypeDefinitionNode>(first);
    }

    private ImmutableArray<NamedTypeNode> ParseInterfaces() =>
        SkipKeyword("implements"u8) ? ParseSeparatedTypes(TokenKind.Ampersand) : [];

    private ImmutableArray<NamedTypeNode> ParseUnionMembers() =>
        Skip(TokenKind.Equal) ? ParseSeparatedTypes(TokenKind.Pipe) : [];

    private ImmutableArray<NamedTypeNode> ParseSeparatedTypes(TokenKind separator)
    {
        Skip(separator);
        var first = _pending.Count;
        do
            _pending.Add(ParseNamedType());
        while (Skip(separator));
        return Take<NamedTypeNode>(first);
    }

    private ImmutableArray<FieldDefinitionNode> ParseFieldDefinitions()
    {
        if (!Skip(TokenKind.LeftBrace))
            return [];
        var first = _pending.Count;
        do
        {
            var start = _reader.Location;
            var (description, name) = (ParseDescription(), ParseName());
            var arguments = ParseInputValues(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
            Expect(TokenKind.Colon);
            var (type, directives) = (ParseTypeReference(), ParseConstantDirectives());
            _pending.Add(new FieldDefinitionNode(description, name, arguments, type, directives, Since(start)));
        }
        while (!Skip(TokenKind.RightBrace));
        return Take<FieldDefinitionNode>(first);
    }

    private ImmutableArray<InputValueDefinitionNode> ParseInputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
            return [];
        var first = _pending.Count;
        do
        {
            var start = _reader.Location;
            var (description, name) = (ParseDescription(), ParseName());
            Expect(TokenKind.Colon);
            var type = ParseTypeReference();
            var defaultValue = Skip(TokenKind.Equal) ? ParseValueLiteral(isConstant: true) : null;
            var directives = ParseConstantDirectives();
            _pending.Add(
                new InputValueDefinitionNode(description, name, type, defaultValue, directives, Since(start)));
        }
        while (!Skip(close));
        return Take<InputValueDefinitionNode>(first);
    }

    private ImmutableArray<EnumValueDefinitionNode> ParseEnumValues()
    {
        if (!Skip(TokenKind.LeftBrace))
            return [];
        var first = _pending.Count;
        do
        {
            var start = _reader.Location;
            var description = ParseDescription();
            if (_reader.IsKeyword("true"u8) || _reader.IsKeyword("false"u8) || _reader.IsKeyword("null"u8))
                throw Error(
                    $"{_reader.Describe()} is reserved and cannot be used for an enum value.", _reader.Location);
            var (name, directives) = (ParseName(), ParseConstantDirectives());
            _pending.Add(new EnumValueDefinitionNode(description, name, directives, Since(start)));
        }
        while (!Skip(TokenKind.RightBrace));
        return Take<EnumValueDefinitionNode>(first);
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(Location start, StringValueNode? description)
    {
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
        var isRepeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on", "on"u8);
        Skip(TokenKind.Pipe);
        var first = _pending.Count;
        do
        {
            var location = ParseName();
            if (!DirectiveLocations.Contains(location.Value))
                throw Error($"Unexpected Name \"{location.Value}\".", location.Location);
            _pending.Add(location);
        }
        while (Skip(TokenKind.Pipe));
        var locations = Take<NameNode>(first);
        return new DirectiveDefinitionNode(description, name, arguments, isRepeatable, locations, Since(start));
    }
}
