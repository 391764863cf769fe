using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

public ref partial struct Utf8GraphQLParser
{
    private ImmutableArray<ArgumentNode> ParseArguments(bool isConstant)
    {
        if (!Skip(TokenKind.LeftParenthesis))
            return [];
        var first = _pending.Count;
        do
        {
            var start = _reader.Location;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValueLiteral(isConstant);
            _pending.Add(new ArgumentNode(name, value, Since(start)));
        }
        while (!Skip(TokenKind.RightParenthesis));
        return Take<ArgumentNode>(first);
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConstant)
    {
        if (_reader.Kind != TokenKind.At)
            return [];
        var first = _pending.Count;
        for (var start = _reader.Location; Skip(TokenKind.At); start = _reader.Location)
        {
            var name = ParseName();
            var arguments = ParseArguments(isConstant);
            _pending.Add(new DirectiveNode(name, arguments, Since(start)));
        }
        return Take<DirectiveNode>(first);
    }

    private IValueNode ParseValueLiteral(bool isConstant)
    {
        var start = _reader.Location;
        switch (_reader.Kind)
        {
            case TokenKind.LeftBracket:
                return ParseList(isConstant);
            case TokenKind.LeftBrace:
                return ParseObject(isConstant);
            case TokenKind.Dollar:
                return isConstant ? throw VariableInConstant(start) : ParseVariable();
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseWord(start);
            case TokenKind.Integer or TokenKind.Float:
                var (isInteger, text) = (_reader.Kind == TokenKind.Integer, _reader.GetText());
                _reader.MoveNext();
                return isInteger ? new IntValueNode(text, start) : new FloatValueNode(text, start);
            default:
                throw Unexpected();
        }
    }

    private IValueNode ParseWord(Location start)
    {
        if (SkipKeyword("true"u8))
            return new BooleanValueNode(true, start);
        if (SkipKeyword("false"u8))
            return new BooleanValueNode(false, start);
        if (SkipKeyword("null"u8))
            return new NullValueNode(start);
        var value = _reader.GetText();
        _reader.MoveNext();
        return new EnumValueNode(value, start);
    }

    private SyntaxException VariableInConstant(Location start)
    {
        _reader.MoveNext();
        return _reader.Kind == TokenKind.Name
            ? Error($"Unexpected variable \"${_reader.GetText()}\" in constant value.", start)
            : Error("Unexpected \"$\".", start);
    }

    private VariableNode ParseVariable()
    {
        var start = _reader.Location;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode(name, Since(start));
    }

    private StringValueNode ParseString()
    {
        var value = new StringValueNode(_reader.GetString(), _reader.Kind == TokenKind.BlockString, _reader.Location);
        _reader.MoveNext();
        return value;
    }

    private StringValueNode? ParseDescription() =>
        _reader.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private ListValueNode ParseList(bool isConstant)
    {
        var start = _reader.Location;
        Enter();
        Expect(TokenKind.LeftBracket);
        var first = _pending.Count;
        while (!Skip(TokenKind.RightBracket))
            _pending.Add(ParseValueLiteral(isConstant));
        Leave();
        return new ListValueNode(Take<IValueNode>(first), Since(start));
    }

    private ObjectValueNode ParseObject(bool isConstant)
    {
        var start = _reader.Location;
        Enter();
        Expect(TokenKind.LeftBrace);
        var first = _pending.Count;
        while (!Skip(TokenKind.RightBrace))
        {
            var fieldStart = _reader.Location;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValueLiteral(isConstant);
            _pending.Add(new ObjectFieldNode(name, value, Since(fieldStart)));
        }
        Leave();
        return new ObjectValueNode(Take<ObjectFieldNode>(first), Since(start));
    }

    private ITypeNode ParseTypeReference()
    {
        var start = _reader.Location;
        ITypeNode type;
        if (_reader.Kind == TokenKind.LeftBracket)
        {
            Enter();
            Expect(TokenKind.LeftBracket);
            var inner = ParseTypeReference();
            Expect(TokenKind.RightBracket);
            Leave();
            type = new ListTypeNode(inner, Since(start));
        }
        else
        {
            type = ParseNamedType();
        }
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, Since(start)) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode(name, name.Location);
    }
}
