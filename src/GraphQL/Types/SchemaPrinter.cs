using System.Collections.Immutable;
using System.Text;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Federation;

namespace Analytics.GraphQL.Types;

/// <summary>Writes a schema as SDL: types by name, members in declaration order, descriptions as block strings.</summary>
public static class SchemaPrinter
{
    private static readonly ImmutableHashSet<string> SpecifiedScalars = ["String", "Int", "Float", "Boolean", "ID"];

    /// <summary>The schema without what the specification itself defines. Ends with a line break.</summary>
    public static string Print(Schema schema)
    {
        var blocks = schema.Directives.Where(directive => !directive.IsSpecified).Select(Directive)
            .Concat(schema.Types.Where(type => !type.IsIntrospection && !SpecifiedScalars.Contains(type.Name)).Select(type => Type(type)));
        if (schema.Description is not null || schema.AppliedDirectives.Length > 0)
            blocks = blocks.Prepend(SchemaBlock(schema));
        return string.Join("\n", blocks);
    }

    /// <summary>The same without what federation defines: gateways know it, and add it themselves.</summary>
    internal static string PrintSubgraph(Schema schema)
    {
        var blocks = schema.Directives.Where(directive => !directive.IsSpecified && !FederationNames.IsOwn(directive))
            .Select(Directive).Concat(schema.Types
                .Where(type => !type.IsIntrospection && !SpecifiedScalars.Contains(type.Name) && !FederationNames.IsOwn(type))
                .Select(type => Type(type, field => !FederationNames.IsOwn(field))));
        return string.Join("\n", blocks.Prepend(SchemaBlock(schema)));
    }

    private static string SchemaBlock(Schema schema)
    {
        var text = Described(new StringBuilder(), schema.Description, "").Append("schema");
        Applied(text, schema.AppliedDirectives);
        text.Append(" {\n  query: ").Append(schema.QueryType);
        if (schema.MutationType is { } mutation)
            text.Append("\n  mutation: ").Append(mutation);
        if (schema.SubscriptionType is { } subscription)
            text.Append("\n  subscription: ").Append(subscription);
        return text.Append("\n}\n").ToString();
    }

    private static string Type(NamedType type, Func<OutputField, bool>? shown = null)
    {
        var text = Described(new StringBuilder(), type.Description, "");
        switch (type)
        {
            case ScalarType scalar:
                text.Append("scalar ").Append(type.Name);
                if (scalar.SpecifiedBy is { } url)
                    text.Append(" @specifiedBy(url: ").Append(Quoted(url.OriginalString)).Append(')');
                Applied(text, type.AppliedDirectives);
                text.Append('\n');
                break;
            case ComplexType complex:
                text.Append(type is ObjectType ? "type " : "interface ").Append(type.Name);
                if (complex.Interfaces.Count > 0)
                    text.Append(" implements ").AppendJoin(" & ", complex.Interfaces);
                Applied(text, type.AppliedDirectives);
                Block(text, complex.Fields.Where(shown ?? (_ => true)), Field);
                break;
            case UnionType union:
                text.Append("union ").Append(type.Name);
                Applied(text, type.AppliedDirectives);
                text.Append(" = ").AppendJoin(" | ", union.Types).Append('\n');
                break;
            case EnumType known:
                text.Append("enum ").Append(type.Name);
                Applied(text, type.AppliedDirectives);
                Block(text, known.Values, Value);
                break;
            case InputObjectType input:
                text.Append("input ").Append(type.Name).Append(input.IsOneOf ? " @oneOf" : "");
                Applied(text, type.AppliedDirectives);
                Block(text, input.Fields, (to, field) => Input(Described(to, field.Description, "  ").Append("  "), field));
                break;
        }
        return text.ToString();
    }

    private static void Block<T>(StringBuilder text, IEnumerable<T> members, Action<StringBuilder, T> print)
    {
        text.Append(" {\n");
        foreach (var member in members)
        {
            print(text, member);
            text.Append('\n');
        }
        text.Append("}\n");
    }

    private static void Field(StringBuilder text, OutputField field)
    {
        Described(text, field.Description, "  ").Append("  ").Append(field.Name);
        Arguments(text, field.Arguments, "  ");
        text.Append(": ").Append(field.Type);
        Deprecated(text, field.DeprecationReason);
        Applied(text, field.AppliedDirectives);
    }

    private static void Arguments(StringBuilder text, NamedCollection<Argument> arguments, string indent)
    {
        if (arguments.Count == 0)
            return;
        var onLines = arguments.Any(argument => argument.Description is not null);
        text.Append('(');
        for (var index = 0; index < arguments.Count; index++)
        {
            if (onLines)
                Described(text.Append('\n'), arguments[index].Description, indent + "  ").Append(indent).Append("  ");
            else if (index > 0)
                text.Append(", ");
            Input(text, arguments[index]);
        }
        text.Append(onLines ? $"\n{indent})" : ")");
    }

    private static void Input(StringBuilder text, InputValue value)
    {
        text.Append(value.Name).Append(": ").Append(value.Type);
        if (value.DefaultValue is { } literal)
            text.Append(" = ").Append(SyntaxPrinter.Print(literal));
        Deprecated(text, value.DeprecationReason);
        Applied(text, value.AppliedDirectives);
    }

    private static void Value(StringBuilder text, EnumValue value)
    {
        Described(text, value.Description, "  ").Append("  ").Append(value.Name);
        Deprecated(text, value.DeprecationReason);
        Applied(text, value.AppliedDirectives);
    }

    private static string Directive(DirectiveType directive)
    {
        var text = Described(new StringBuilder(), directive.Description, "").Append("directive @").Append(directive.Name);
        Arguments(text, directive.Arguments, "");
        return text.Append(directive.IsRepeatable ? " repeatable on " : " on ")
            .AppendJoin(" | ", directive.Locations.Select(location => Building.Naming.Upper(location.ToString())))
            .Append('\n').ToString();
    }

    private static void Deprecated(StringBuilder text, string? reason)
    {
        if (reason is not null)
            text.Append(" @deprecated(reason: ").Append(Quoted(reason)).Append(')');
    }

    private static void Applied(StringBuilder text, ImmutableArray<AppliedDirective> directives)
    {
        foreach (var directive in directives)
            text.Append(' ').Append(directive);
    }

    private static string Quoted(string text) => SyntaxPrinter.Print(new StringValueNode(text));

    private static StringBuilder Described(StringBuilder text, string? description, string indent)
    {
        if (description is null)
            return text;
        text.Append(indent).Append("\"\"\"\n");
        foreach (var line in description.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        return text.Append(indent).Append("\"\"\"\n");
    }
}
