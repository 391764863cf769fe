using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>Prints nodes as text that parses to the same tree, in the reference implementation's layout.</summary>
public static partial class SyntaxPrinter
{
    private const int LineWidth = 80;

    /// <summary>The node as text, without a line break at the end.</summary>
    /// <param name="node">Any node.</param>
    public static string Print(ISyntaxNode node)
    {
        var writer = new SyntaxWriter();
        Write(writer, node);
        return writer.ToString();
    }

    private static void Write(SyntaxWriter writer, ISyntaxNode node)
    {
        switch (node)
        {
            case NameNode name: writer.Write(name.Value); break;
            case DocumentNode document: WriteDocument(writer, document); break;
            case OperationDefinitionNode operation: WriteOperation(writer, operation); break;
            case FragmentDefinitionNode fragment: WriteFragment(writer, fragment); break;
            case VariableDefinitionNode variable: WriteVariableDefinition(writer, variable); break;
            case SelectionSetNode set: WriteBlock(writer, set.Selections); break;
            case FieldNode field: WriteField(writer, field); break;
            case FragmentSpreadNode spread: WriteSpread(writer, spread); break;
            case InlineFragmentNode fragment: WriteInlineFragment(writer, fragment); break;
            case ArgumentNode argument: WritePair(writer, argument.Name, argument.Value); break;
            case DirectiveNode directive: WriteDirective(writer, directive); break;
            case ObjectFieldNode field: WritePair(writer, field.Name, field.Value); break;
            case IValueNode value: WriteValue(writer, value); break;
            case ITypeNode type: WriteType(writer, type); break;
            default: WriteTypeSystem(writer, node); break;
        }
    }

    private static void WriteDocument(SyntaxWriter writer, DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Length; i++)
        {
            if (i > 0)
                writer.Write("\n\n");
            Write(writer, document.Definitions[i]);
        }
    }

    private static void WritePair(SyntaxWriter writer, NameNode name, IValueNode value)
    {
        writer.Write(name.Value).Write(": ");
        WriteValue(writer, value);
    }

    private static void WriteDirective(SyntaxWriter writer, DirectiveNode directive)
    {
        writer.Write("@").Write(directive.Name.Value);
        if (!directive.Arguments.IsEmpty)
            WriteJoined(writer.Write("("), directive.Arguments, ", ").Write(")");
    }

    private static SyntaxWriter WriteDirectives(SyntaxWriter writer, ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
            WriteDirective(writer.Write(" "), directive);
        return writer;
    }

    private static void WriteDescription(SyntaxWriter writer, StringValueNode? description)
    {
        if (description is null)
            return;
        WriteValue(writer, description);
        writer.NewLine();
    }

    private static void WriteBlock<T>(SyntaxWriter writer, ImmutableArray<T> nodes)
        where T : ISyntaxNode => WriteLines(writer, "{", nodes, "}");

    private static void WriteLines<T>(SyntaxWriter writer, string open, ImmutableArray<T> nodes, string close)
        where T : ISyntaxNode
    {
        writer.Open(open);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i > 0)
                writer.NewLine();
            Write(writer, nodes[i]);
        }
        writer.Close(close);
    }

    private static SyntaxWriter WriteJoined<T>(SyntaxWriter writer, ImmutableArray<T> nodes, string separator)
        where T : ISyntaxNode
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i > 0)
                writer.Write(separator);
            Write(writer, nodes[i]);
        }
        return writer;
    }

    /// <summary>Writes a list in parentheses on one line, or one to a line when that is asked for.</summary>
    private static void WriteParenthesized<T>(SyntaxWriter writer, ImmutableArray<T> nodes, bool onLines)
        where T : ISyntaxNode
    {
        if (nodes.IsEmpty)
            return;
        if (onLines)
            WriteLines(writer, "(", nodes, ")");
        else
            WriteJoined(writer.Write("("), nodes, ", ").Write(")");
    }
}
