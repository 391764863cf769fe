using System.Text;

namespace Analytics.GraphQL.Language;

/// <summary>Cuts UTF-8 into tokens, one at a time; the current one is in the properties.</summary>
internal ref partial struct Utf8GraphQLReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _maxTokens;
    private int _position;
    private int _line = 1;
    private int _tokens;

    // Where the current line starts, moved right by the bytes that its characters take beyond their UTF-16 units:
    // a column is then one subtraction.
    private int _lineStart;

    /// <param name="source">Text that <see cref="SourceText"/> has found to be UTF-8.</param>
    /// <param name="maxTokens">Tokens after which to give up.</param>
    public Utf8GraphQLReader(ReadOnlySpan<byte> source, int maxTokens)
    {
        _source = source;
        _maxTokens = maxTokens;
    }

    /// <summary>What the current token is.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Where the current token stands.</summary>
    public Location Location { get; private set; }

    /// <summary>Offset after the token before the current one.</summary>
    public int PreviousEnd { get; private set; }

    private readonly ReadOnlySpan<byte> Text => _source[Location.Start..Location.End];

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="SyntaxException">The text here is no token, or there are too many.</exception>
    public void MoveNext()
    {
        PreviousEnd = Location.End;
        SkipIgnored();
        var (start, line, column) = (_position, _line, Column(_position));
        Kind = start < _source.Length ? ReadToken(_source[start]) : TokenKind.EndOfFile;
        Location = new Location(start, _position, line, column);
        if (Kind != TokenKind.EndOfFile && ++_tokens > _maxTokens)
            throw Error($"Document contains more than {_maxTokens} tokens. Parsing aborted.", Location, limit: true);
    }

    /// <summary>Whether the current token is the name given.</summary>
    public readonly bool IsKeyword(ReadOnlySpan<byte> keyword) =>
        Kind == TokenKind.Name && Text.SequenceEqual(keyword);

    /// <summary>The text of a name (pooled), or of a number as written.</summary>
    public readonly string GetText() =>
        Kind == TokenKind.Name ? NamePool.Get(Text) : Encoding.ASCII.GetString(Text);

    /// <summary>The value of a string or block string.</summary>
    public readonly string GetString() => Kind == TokenKind.BlockString
        ? BlockString.Parse(Encoding.UTF8.GetString(Text[3..^3]))
        : Unescape(Text[1..^1]);

    /// <summary>The current token as error messages name it.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.Name or TokenKind.Integer or TokenKind.Float => $"{Kind.Describe()} \"{GetText()}\"",
        TokenKind.String or TokenKind.BlockString => $"{Kind.Describe()} \"{GetString()}\"",
        _ => Kind.Describe(),
    };

    private void SkipIgnored()
    {
        while (_position < _source.Length)
        {
            switch (_source[_position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',':
                    _position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    EndLine();
                    break;
                case (byte)'#':
                    while (_position < _source.Length && _source[_position] is not ((byte)'\n' or (byte)'\r'))
                        SkipCharacter();
                    break;
                case 0xEF when _source[_position..].StartsWith("\uFEFF"u8):
                    SkipCharacter();
                    break;
                default:
                    return;
            }
        }
    }

    private TokenKind ReadToken(byte first) => first switch
    {
        (byte)'{' => Punctuator(TokenKind.LeftBrace),
        (byte)'}' => Punctuator(TokenKind.RightBrace),
        (byte)'(' => Punctuator(TokenKind.LeftParenthesis),
        (byte)')' => Punctuator(TokenKind.RightParenthesis),
        (byte)':' => Punctuator(TokenKind.Colon),
        (byte)'$' => Punctuator(TokenKind.Dollar),
        (byte)'!' => Punctuator(TokenKind.Bang),
        (byte)'[' => Punctuator(TokenKind.LeftBracket),
        (byte)']' => Punctuator(TokenKind.RightBracket),
        (byte)'=' => Punctuator(TokenKind.Equal),
        (byte)'@' => Punctuator(TokenKind.At),
        (byte)'|' => Punctuator(TokenKind.Pipe),
        (byte)'&' => Punctuator(TokenKind.Ampersand),
        (byte)'.' when _source[_position..].StartsWith("..."u8) => Punctuator(TokenKind.Spread, 3),
        (byte)'"' => _source[_position..].StartsWith("\"\"\""u8) ? ReadBlockString() : ReadString(),
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => ReadNumber(),
        _ when NamePool.IsNameStart(first) => ReadName(),
        (byte)'\'' => throw Error(
            "Unexpected single quote character ('), did you mean to use a double quote (\")?", Here(_position)),
        _ => throw Error($"Unexpected character: {DescribeCharacter(_position)}.", Here(_position)),
    };

    private TokenKind Punctuator(TokenKind kind, int length = 1)
    {
        _position += length;
        return kind;
    }

    private TokenKind ReadName()
    {
        do
            _position++;
        while (_position < _source.Length && NamePool.IsNameContinue(_source[_position]));
        return TokenKind.Name;
    }

    private void EndLine()
    {
        _position += _source[_position..].StartsWith("\r\n"u8) ? 2 : 1;
        _line++;
        _lineStart = _position;
    }

    /// <summary>Goes past one character that does not end a line.</summary>
    private void SkipCharacter()
    {
        var (bytes, units) = _source[_position] switch
        {
            < 0x80 => (1, 1),
            < 0xE0 => (2, 1),
            < 0xF0 => (3, 1),
            _ => (4, 2),
        };
        _position += bytes;
        _lineStart += bytes - units;
    }

    private readonly int Column(int position) => position - _lineStart + 1;

    private readonly Location Here(int position) => new(position, position, _line, Column(position));

    private readonly string DescribeCharacter(int position)
    {
        if (position >= _source.Length)
            return "<EOF>";
        Rune.DecodeFromUtf8(_source[position..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => $"U+{rune.Value:X4}",
        };
    }

    private static SyntaxException Error(string message, Location location, bool limit = false) =>
        new($"Syntax Error: {message}", location, limit);
}
