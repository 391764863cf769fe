using System.Text;

namespace Analytics.GraphQL.Language;

/// <summary>Reads a schema coordinate, whose grammar has no tokens that are ignored.</summary>
internal ref struct SchemaCoordinateReader(string text)
{
    private int _position;

    public SchemaCoordinate Read()
    {
        var isDirective = Skip('@');
        var name = ReadName();
        var member = !isDirective && Skip('.') ? ReadName() : null;
        string? argument = null;
        if ((isDirective || member is not null) && Skip('('))
        {
            argument = ReadName();
            Expect(':');
            Expect(')');
        }
        return _position == text.Length
            ? new SchemaCoordinate(isDirective, name, member, argument)
            : throw Expected("<EOF>");
    }

    private bool Skip(char punctuator)
    {
        if (_position == text.Length || text[_position] != punctuator)
            return false;
        _position++;
        return true;
    }

    private void Expect(char punctuator)
    {
        if (!Skip(punctuator))
            throw Expected($"\"{punctuator}\"");
    }

    private string ReadName()
    {
        var name = NameAt(_position);
        if (name.Length == 0)
            throw Expected("Name");
        _position += name.Length;
        return name;
    }

    private readonly string NameAt(int start)
    {
        var end = start;
        while (end < text.Length && (text[end] == '_' || char.IsAsciiLetter(text[end])
            || (end > start && char.IsAsciiDigit(text[end]))))
            end++;
        return text[start..end];
    }

    private readonly SyntaxException Expected(string what) => Error(
        _position == text.Length ? $"Expected {what}, found <EOF>."
        : NameAt(_position) is { Length: > 0 } name ? $"Expected {what}, found Name \"{name}\"."
        : "@.():".Contains(text[_position], StringComparison.Ordinal) ? $"Expected {what}, found \"{text[_position]}\"."
        : $"Invalid character: {Describe()}.");

    private readonly string Describe()
    {
        if (text[_position] == '"')
            return "'\"'";
        if (text[_position] is >= ' ' and <= '~')
            return $"\"{text[_position]}\"";
        Rune.DecodeFromUtf16(text.AsSpan(_position), out var rune, out _);
        return $"U+{rune.Value:X4}";
    }

    private readonly SyntaxException Error(string message) => new(
        $"Syntax Error: {message}",
        // A break is refused where it stands, so all is on one line.
        new Location(_position, Math.Min(_position + 1, text.Length), 1, _position + 1));
}
