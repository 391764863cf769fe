using System.Text;

namespace Analytics.GraphQL.Language;

/// <summary>Text in the making, with the indentation of its blocks.</summary>
internal sealed class SyntaxWriter
{
    private const int IndentWidth = 2;
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Adds text; a line break in it is followed by the indentation, unless the next line is empty.</summary>
    public SyntaxWriter Write(string text)
    {
        for (var rest = text.AsSpan(); ; )
        {
            var lineEnd = rest.IndexOf('\n');
            if (lineEnd < 0)
            {
                _text.Append(rest);
                return this;
            }
            _text.Append(rest[..lineEnd]);
            rest = rest[(lineEnd + 1)..];
            NewLine(isEmpty: rest.StartsWith("\n"));
        }
    }

    /// <summary>Opens a block: the bracket, then an indented line.</summary>
    public void Open(string bracket)
    {
        _text.Append(bracket);
        _indent += IndentWidth;
        NewLine();
    }

    /// <summary>Ends a block with the bracket on a line of its own.</summary>
    public void Close(string bracket)
    {
        _indent -= IndentWidth;
        NewLine();
        _text.Append(bracket);
    }

    /// <summary>Begins a line.</summary>
    public void NewLine(bool isEmpty = false) => _text.Append('\n').Append(' ', isEmpty ? 0 : _indent);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
