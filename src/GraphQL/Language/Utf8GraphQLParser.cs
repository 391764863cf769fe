using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analytics.GraphQL.Language;

/// <summary>
/// Reads the whole language of the September 2025 edition: operations, fragments and type-system definitions.
/// Recursive descent with one token of look-ahead; <see cref="ParserOptions.MaxDepth"/> bounds the recursion.
/// </summary>
public ref partial struct Utf8GraphQLParser
{
    private readonly ParserOptions _options;
    private readonly List<ISyntaxNode> _pending = new(32);
    private Utf8GraphQLReader _reader;
    private int _depth;
    private int _fields;

    private Utf8GraphQLParser(ReadOnlySpan<byte> source, ParserOptions? options)
    {
        _options = options ?? ParserOptions.Default;
        SourceText.Check(source, _options);
        _reader = new Utf8GraphQLReader(source, _options.MaxTokens);
        _reader.MoveNext();
    }

    /// <summary>Reads a document.</summary>
    /// <param name="source">UTF-8, with or without a byte order mark.</param>
    /// <param name="options">Limits; <see cref="ParserOptions.Default"/> when null.</param>
    /// <exception cref="SyntaxException">The text is no document, is not UTF-8, or exceeds a limit.</exception>
    public static DocumentNode Parse(ReadOnlySpan<byte> source, ParserOptions? options = null) =>
        new Utf8GraphQLParser(source, options).ParseDocument();

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, ParserOptions?)"/>
    public static DocumentNode Parse(string source, ParserOptions? options = null) =>
        Parse(SourceText.Encode(source), options);

    /// <summary>Reads a single value; variables are refused.</summary>
    /// <param name="source">The value alone, such as <c>[1, 2]</c>.</param>
    /// <exception cref="SyntaxException">The text is not one constant value.</exception>
    public static IValueNode ParseValue(string source)
    {
        var parser = new Utf8GraphQLParser(SourceText.Encode(source), null);
        var value = parser.ParseValueLiteral(isConstant: true);
        parser.Expect(TokenKind.EndOfFile);
        return value;
    }

    /// <summary>Reads a single type reference, such as <c>[Int!]!</c>.</summary>
    /// <param name="source">The reference alone.</param>
    /// <exception cref="SyntaxException">The text is not one type reference.</exception>
    public static ITypeNode ParseType(string source)
    {
        var parser = new Utf8GraphQLParser(SourceText.Encode(source), null);
        var type = parser.ParseTypeReference();
        parser.Expect(TokenKind.EndOfFile);
        return type;
    }

    private DocumentNode ParseDocument()
    {
        var first = _pending.Count;
        do
            _pending.Add(ParseDefinition());
        while (_reader.Kind != TokenKind.EndOfFile);
        var end = _reader.Location.End;
        return new DocumentNode(Take<IDefinitionNode>(first), new Location(0, end, 1, 1));
    }

    private NameNode ParseName()
    {
        if (_reader.Kind != TokenKind.Name)
            throw Expected(TokenKind.Name.Describe());
        var name = new NameNode(_reader.GetText(), _reader.Location);
        _reader.MoveNext();
        return name;
    }

    private bool Skip(TokenKind kind)
    {
        if (_reader.Kind != kind)
            return false;
        _reader.MoveNext();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!_reader.IsKeyword(keyword))
            return false;
        _reader.MoveNext();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (_reader.Kind != kind)
            throw Expected(kind.Describe());
        if (kind != TokenKind.EndOfFile)
            _reader.MoveNext();
    }

    private void ExpectKeyword(string keyword, ReadOnlySpan<byte> utf8)
    {
        if (!SkipKeyword(utf8))
            throw Expected($"\"{keyword}\"");
    }

    /// <summary>Opens one more level of nesting.</summary>
    private void Enter()
    {
        // The second condition is for limits set higher than the calling thread's stack can bear.
        if (++_depth > _options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Limit($"Document is nested deeper than {_options.MaxDepth} levels.");
    }

    private void Leave() => _depth--;

    /// <summary>The nodes gathered since <paramref name="first"/>; lists inside lists share one stack.</summary>
    private readonly ImmutableArray<T> Take<T>(int first)
        where T : class, ISyntaxNode
    {
        if (first == _pending.Count)
            return [];
        var items = new T[_pending.Count - first];
        for (var i = 0; i < items.Length; i++)
            items[i] = (T)_pending[first + i];
        _pending.RemoveRange(first, items.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>From the token that a node began with to the last one read.</summary>
    private readonly Location Since(Location start) => start with { End = _reader.PreviousEnd };

    private readonly SyntaxException Expected(string what) =>
        Error($"Expected {what}, found {_reader.Describe()}.", _reader.Location);

    private readonly SyntaxException Unexpected() => Error($"Unexpected {_reader.Describe()}.", _reader.Location);

    private readonly SyntaxException Limit(string message) =>
        new($"Syntax Error: {message} Parsing aborted.", _reader.Location, limitExceeded: true);

    private static SyntaxException Error(string message, Location location) =>
        new($"Syntax Error: {message}", location);
}
