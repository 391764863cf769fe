using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

public ref partial struct Utf8GraphQLParser
{
    private IDefinitionNode ParseDefinition()
    {
        var start = _reader.Location;
        if (_reader.Kind == TokenKind.LeftBrace)
            return ParseShorthand(start);
        var description = ParseDescription();
        if (description is not null && _reader.Kind == TokenKind.LeftBrace)
            throw Error("Unexpected description, descriptions are not supported on shorthand queries.", start);
        if (_reader.Kind != TokenKind.Name)
            throw Unexpected();
        var definition = ParseTypeSystemDefinition(start, description) ?? ParseExecutable(start, description);
        if (definition is not null)
            return definition;
        if (description is not null)
            throw Error("Unexpected description, only GraphQL definitions support descriptions.", start);
        return SkipKeyword("extend"u8) ? ParseExtension(start) : throw Unexpected();
    }

    private OperationDefinitionNode ParseShorthand(Location start)
    {
        var selections = ParseSelectionSet();
        return new OperationDefinitionNode(OperationType.Query, null, null, [], [], selections, Since(start));
    }

    private IDefinitionNode? ParseExecutable(Location start, StringValueNode? description)
    {
        if (SkipKeyword("fragment"u8))
            return ParseFragmentDefinition(start, description);
        if (!TryParseOperationType(out var operation))
            return null;
        var name = _reader.Kind == TokenKind.Name ? ParseName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(isConstant: false);
        var selections = ParseSelectionSet();
        return new OperationDefinitionNode(
            operation, name, description, variables, directives, selections, Since(start));
    }

    private bool TryParseOperationType(out OperationType operation)
    {
        operation = _reader.IsKeyword("mutation"u8) ? OperationType.Mutation
            : _reader.IsKeyword("subscription"u8) ? OperationType.Subscription
            : OperationType.Query;
        if (operation == OperationType.Query && !_reader.IsKeyword("query"u8))
            return false;
        _reader.MoveNext();
        return true;
    }

    private FragmentDefinitionNode ParseFragmentDefinition(Location start, StringValueNode? description)
    {
        var name = ParseFragmentName();
        ExpectKeyword("on", "on"u8);
        var condition = ParseNamedType();
        var directives = ParseDirectives(isConstant: false);
        var selections = ParseSelectionSet();
        return new FragmentDefinitionNode(name, description, condition, directives, selections, Since(start));
    }

    private NameNode ParseFragmentName() => _reader.IsKeyword("on"u8) ? throw Unexpected() : ParseName();

    private ImmutableArray<VariableDefinitionNode> ParseVariableDefinitions()
    {
        if (!Skip(TokenKind.LeftParenthesis))
            return [];
        var first = _pending.Count;
        do
            _pending.Add(ParseVariableDefinition());
        while (!Skip(TokenKind.RightParenthesis));
        return Take<VariableDefinitionNode>(first);
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _reader.Location;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.Equal) ? ParseValueLiteral(isConstant: true) : null;
        var directives = ParseDirectives(isConstant: true);
        return new VariableDefinitionNode(variable, type, defaultValue, description, directives, Since(start));
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _reader.Location;
        Expect(TokenKind.LeftBrace);
        Enter();
        var first = _pending.Count;
        do
            _pending.Add(_reader.Kind == TokenKind.Spread ? ParseFragment() : ParseField());
        while (!Skip(TokenKind.RightBrace));
        Leave();
        return new SelectionSetNode(Take<ISelectionNode>(first), Since(start));
    }

    private FieldNode ParseField()
    {
        var start = _reader.Location;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
            (alias, name) = (name, ParseName());
        if (++_fields > _options.MaxFields)
            throw Limit($"Document selects more than {_options.MaxFields} fields.");
        var arguments = ParseArguments(isConstant: false);
        var directives = ParseDirectives(isConstant: false);
        var selections = _reader.Kind == TokenKind.LeftBrace ? ParseSelectionSet() : null;
        return new FieldNode(alias, name, arguments, directives, selections, Since(start));
    }

    private ISelectionNode ParseFragment()
    {
        var start = _reader.Location;
        Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && _reader.Kind == TokenKind.Name)
        {
            var name = ParseFragmentName();
            var spreadDirectives = ParseDirectives(isConstant: false);
            return new FragmentSpreadNode(name, spreadDirectives, Since(start));
        }
        var condition = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConstant: false);
        var selections = ParseSelectionSet();
        return new InlineFragmentNode(condition, directives, selections, Since(start));
    }
}
