namespace Analytics.GraphQL.Language;

internal ref partial struct Utf8GraphQLReader
{
    private TokenKind ReadNumber()
    {
        var kind = TokenKind.Integer;
        Accept((byte)'-');
        if (Accept((byte)'0'))
        {
            if (char.IsAsciiDigit((char)Peek()))
                throw NumberError("unexpected digit after 0");
        }
        else
        {
            ReadDigits();
        }
        if (Accept((byte)'.'))
        {
            kind = TokenKind.Float;
            ReadDigits();
        }
        if (Accept((byte)'e') || Accept((byte)'E'))
        {
            kind = TokenKind.Float;
            _ = Accept((byte)'+') || Accept((byte)'-');
            ReadDigits();
        }
        // 12ab and 1.2.3 are one faulty number, not a number and a name.
        return Peek() == '.' || NamePool.IsNameStart(Peek()) ? throw NumberError("expected digit but got") : kind;
    }

    private void ReadDigits()
    {
        if (!char.IsAsciiDigit((char)Peek()))
            throw NumberError("expected digit but got");
        while (char.IsAsciiDigit((char)Peek()))
            _position++;
    }

    private readonly byte Peek() => _position < _source.Length ? _source[_position] : (byte)0;

    private bool Accept(byte expected)
    {
        if (_position >= _source.Length || _source[_position] != expected)
            return false;
        _position++;
        return true;
    }

    private readonly SyntaxException NumberError(string what) =>
        Error($"Invalid number, {what}: {DescribeCharacter(_position)}.", Here(_position));
}
