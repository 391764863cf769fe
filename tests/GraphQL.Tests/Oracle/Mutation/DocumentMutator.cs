using System.Text;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Oracle.Mutation;

/// <summary>
/// Changes a document in the places of its syntax tree, so that most results are still documents but no longer valid,
/// or breaks its text. The same random numbers make the same document.
/// </summary>
internal sealed class DocumentMutator(Random random, SchemaWords words)
{
    private const string Letters = "{}()[]:!$@=|&.,\"\\#0a_ \n\t-+e'%";

    /// <summary>One to three changes; a change that broke the syntax is the last.</summary>
    public string Mutate(string document)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            if (TryParse(document) is not { } tree)
                break;
            // Half a character cannot be sent to the reference as it is.
            document = WellFormed(random.Next(12) == 0 ? BreakText(document) : MutateTree(document, tree));
        }
        return document;
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static DocumentNode? TryParse(string document)
    {
        try
        {
            return Utf8GraphQLParser.Parse(document);
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    private string MutateTree(string document, DocumentNode tree)
    {
        var nodes = SyntaxCollector.Collect(tree);
        while (true)
        {
            var (node, parent) = Pick(nodes);
            var source = new Source(document, node.Location);
            if (Mutate(source, node, parent, nodes) is { } changed)
                return changed;
        }
    }

    private string? Mutate(
        Source at, ISyntaxNode node, ISyntaxNode? parent, IReadOnlyList<(ISyntaxNode Node, ISyntaxNode? Parent)> nodes)
    {
        string Other<T>() where T : ISyntaxNode =>
            at.TextOf(Pick([.. nodes.Where(one => one.Node is T)]).Node);

        return (node, random.Next(6)) switch
        {
            (NameNode, < 2) => at.Replace(Misspell(at.Text)),
            (NameNode, 2) => at.Replace(Other<NameNode>()),
            (NameNode, _) => at.Replace(Known(parent)),
            (IValueNode and not VariableNode, 0) => at.Replace(Other<IValueNode>()),
            (VariableNode, < 2) or (IValueNode, < 5) => at.Replace(Literal(at.Text)),
            (ArgumentNode or ObjectFieldNode or VariableDefinitionNode or DirectiveNode, 0) => at.Delete(),
            (ArgumentNode or ObjectFieldNode or VariableDefinitionNode or DirectiveNode, 1) => at.Append(" " + at.Text),
            (ArgumentNode, 2) => at.Append(" " + Other<ArgumentNode>()),
            (ObjectFieldNode, 2) => at.Append(" " + Other<ObjectFieldNode>()),
            (VariableDefinitionNode, 2) => at.Append(" " + Other<VariableDefinitionNode>()),
            (ArgumentNode or ObjectFieldNode or VariableDefinitionNode, _) => null,
            (DirectiveNode, _) => at.Append(Directive()),
            (SelectionSetNode, 0) when parent is FieldNode => at.Delete(),
            (SelectionSetNode, 1) => at.Replace("{ __typename }"),
            (SelectionSetNode, 2) => at.Replace($"{{ {Other<SelectionSetNode>()[1..^1]} {at.Text[1..]}"),
            (SelectionSetNode, _) => at.Replace($"{{ {Selection(Other<ISelectionNode>())} {at.Text[1..]}"),
            (FieldNode, 0) => at.Prepend($"{Pick(words.Fields)}: "),
            (FieldNode, 1) => at.Append(" " + Other<SelectionSetNode>()),
            (ISelectionNode, 0) => at.Delete(),
            (ISelectionNode, 1) => at.Append(Directive()),
            (ISelectionNode, 2) => at.Replace($"... on {Pick(words.Types)} {{ {at.Text} }}"),
            (ISelectionNode, 3) => at.Append(" " + Other<ISelectionNode>()),
            (ISelectionNode, _) => at.Append(" " + at.Text),
            (NamedTypeNode, < 3) => at.Replace(Pick(words.Types)),
            (ITypeNode, 3) when parent is VariableDefinitionNode => at.Replace($"[{at.Text}]"),
            (ITypeNode, _) when parent is VariableDefinitionNode => at.Append("!"),
            (IDefinitionNode, 0) => at.Delete(),
            (IDefinitionNode, 1) => at.Append("\n" + at.Text),
            (IDefinitionNode, 2) => at.Append("\n" + Definition()),
            _ => null,
        };
    }

    private string Selection(string other) => random.Next(3) switch
    {
        0 => Pick(words.Fields),
        1 => $"{Pick(words.Fields)}({Pick(words.Inputs)}: {Literal("0")})",
        _ => other,
    };

    private string Directive() => " @" + random.Next(8) switch
    {
        0 => "skip(if: true)",
        1 => "include(if: $with)",
        2 => "skip",
        3 => "include(if: \"no\", unless: true)",
        4 => "unknown(a: 1)",
        5 => $"{Pick(words.Directives)}",
        6 => $"{Pick(words.Directives)} @{Pick(words.Directives)}",
        _ => "include(if: true) @skip(if: false)",
    };

    private string Definition() => random.Next(6) switch
    {
        0 => "{ __typename }",
        1 => "mutation { __typename }",
        2 => "subscription S { __typename }",
        3 => $"fragment F{random.Next(3)} on {Pick(words.Types)} {{ {Pick(words.Fields)} ...F{random.Next(3)} }}",
        4 => $"type {Pick(words.Types)} {{ a: Int }}",
        _ => $"query Q($a: {Pick(words.Types)}) {{ {Pick(words.Fields)} }}",
    };

    private string Known(ISyntaxNode? parent) => parent switch
    {
        NamedTypeNode => Pick(words.Types),
        FieldNode => Pick(words.Fields),
        ArgumentNode or ObjectFieldNode => Pick(words.Inputs),
        DirectiveNode => Pick(words.Directives),
        _ => Pick([Pick(words.Fields), Pick(words.Types), Pick(words.Inputs)]),
    };

    private string Literal(string old) => random.Next(16) switch
    {
        0 => "null",
        1 => "1",
        2 => "2147483648",
        3 => "-0.5e3",
        4 => "\"text\"",
        5 => "\"\"\"block\n  text\"\"\"",
        6 => "true",
        7 => Pick(words.EnumValues),
        8 => Misspell(Pick(words.EnumValues)),
        9 => "[]",
        10 => $"[{old}]",
        11 => $"[{old}, null, {{}}]",
        12 => $"{{{Pick(words.Inputs)}: {old}}}",
        13 => $"{{{Pick(words.Inputs)}: {old}, {Pick(words.Inputs)}: 1}}",
        14 => $"${Pick(words.Inputs)}",
        _ => "9223372036854775808",
    };

    private string Misspell(string name)
    {
        var at = random.Next(name.Length);
        return random.Next(5) switch
        {
            0 => name.Insert(at, "x"),
            1 when name.Length > 1 => name.Remove(at, 1),
            2 when at > 0 => name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
            3 => name.ToUpperInvariant(),
            _ => name[..at] + "z" + name[(at + 1)..],
        };
    }

    private string BreakText(string document)
    {
        var at = random.Next(document.Length);
        return random.Next(4) switch
        {
            0 => document[..at],
            1 => document.Remove(at, Math.Min(random.Next(1, 4), document.Length - at)),
            2 => document.Insert(at, Pick([.. Letters]).ToString()),
            _ => document[..at] + Pick([.. Letters]) + document[(at + 1)..],
        };
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>A document cut at a node; locations count bytes.</summary>
    private sealed class Source(string document, Location location)
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(document);
        private readonly Location _location = location;

        public string Text => Cut(_location.Start, _location.End);

        private string Before => Cut(0, _location.Start);

        private string After => Cut(_location.End, _bytes.Length);

        public string TextOf(ISyntaxNode node) => Cut(node.Location.Start, node.Location.End);

        public string Replace(string text) => Before + text + After;

        public string Delete() => Replace("");

        public string Append(string text) => Replace(Text + text);

        public string Prepend(string text) => Replace(text + Text);

        private string Cut(int start, int end) => Encoding.UTF8.GetString(_bytes.AsSpan(start, end - start));
    }
}
