using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

public static partial class SyntaxPrinter
{
    private static void WriteTypeSystem(SyntaxWriter writer, ISyntaxNode node)
    {
        switch (node)
        {
            case ITypeSystemDefinitionNode definition:
                WriteDescription(writer, definition.Description);
                WriteDefinition(writer, definition);
                break;
            case ITypeSystemExtensionNode extension:
                WriteExtension(writer.Write("extend "), extension);
                break;
            case OperationTypeDefinitionNode root:
                writer.Write(Keyword(root.Operation)).Write(": ").Write(root.Type.Name.Value);
                break;
            case FieldDefinitionNode field:
                WriteFieldDefinition(writer, field);
                break;
            case InputValueDefinitionNode value:
                WriteInputValue(writer, value);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(writer, value.Description);
                WriteDirectives(writer.Write(value.Name.Value), value.Directives);
                break;
            default:
                throw new ArgumentException($"{node.Kind} cannot be printed.", nameof(node));
        }
    }

    private static void WriteDefinition(SyntaxWriter writer, ITypeSystemDefinitionNode node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                WriteMembers(writer, "schema", schema.Directives, schema.OperationTypes);
                break;
            case ScalarTypeDefinitionNode type:
                WriteMembers(writer, $"scalar {type.Name.Value}", type.Directives);
                break;
            case ObjectTypeDefinitionNode type:
                WriteMembers(
                    writer, $"type {type.Name.Value}{Implements(type.Interfaces)}", type.Directives, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WriteMembers(
                    writer, $"interface {type.Name.Value}{Implements(type.Interfaces)}", type.Directives, type.Fields);
                break;
            case UnionTypeDefinitionNode type:
                WriteUnion(writer, type.Name, type.Directives, type.Types);
                break;
            case EnumTypeDefinitionNode type:
                WriteMembers(writer, $"enum {type.Name.Value}", type.Directives, type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                WriteMembers(writer, $"input {type.Name.Value}", type.Directives, type.Fields);
                break;
            case DirectiveDefinitionNode directive:
                WriteDirectiveDefinition(writer, directive);
                break;
            default: throw new ArgumentException($"{node.Kind} cannot be printed.", nameof(node));
        }
    }

    private static void WriteExtension(SyntaxWriter writer, ITypeSystemExtensionNode node)
    {
        switch (node)
        {
            case SchemaExtensionNode schema:
                WriteMembers(writer, "schema", schema.Directives, schema.OperationTypes);
                break;
            case ScalarTypeExtensionNode type:
                WriteMembers(writer, $"scalar {type.Name.Value}", type.Directives);
                break;
            case ObjectTypeExtensionNode type:
                WriteMembers(
                    writer, $"type {type.Name.Value}{Implements(type.Interfaces)}", type.Directives, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                WriteMembers(
                    writer, $"interface {type.Name.Value}{Implements(type.Interfaces)}", type.Directives, type.Fields);
                break;
            case UnionTypeExtensionNode type:
                WriteUnion(writer, type.Name, type.Directives, type.Types);
                break;
            case EnumTypeExtensionNode type:
                WriteMembers(writer, $"enum {type.Name.Value}", type.Directives, type.Values);
                break;
            case InputObjectTypeExtensionNode type:
                WriteMembers(writer, $"input {type.Name.Value}", type.Directives, type.Fields);
                break;
            default: throw new ArgumentException($"{node.Kind} cannot be printed.", nameof(node));
        }
    }

    private static string Implements(ImmutableArray<NamedTypeNode> interfaces) =>
        interfaces.IsEmpty ? "" : " implements " + string.Join(" & ", interfaces.Select(type => type.Name.Value));

    private static void WriteMembers(SyntaxWriter writer, string head, ImmutableArray<DirectiveNode> directives) =>
        WriteDirectives(writer.Write(head), directives);

    private static void WriteMembers<T>(
        SyntaxWriter writer, string head, ImmutableArray<DirectiveNode> directives, ImmutableArray<T> members)
        where T : ISyntaxNode
    {
        WriteMembers(writer, head, directives);
        if (!members.IsEmpty)
            WriteBlock(writer.Write(" "), members);
    }

    private static void WriteUnion(
        SyntaxWriter writer, NameNode name, ImmutableArray<DirectiveNode> directives,
        ImmutableArray<NamedTypeNode> types)
    {
        WriteMembers(writer, $"union {name.Value}", directives);
        if (!types.IsEmpty)
            WriteJoined(writer.Write(" = "), types, " | ");
    }

    private static void WriteFieldDefinition(SyntaxWriter writer, FieldDefinitionNode field)
    {
        WriteDescription(writer, field.Description);
        writer.Write(field.Name.Value);
        WriteArgumentDefinitions(writer, field.Arguments);
        WriteType(writer.Write(": "), field.Type);
        WriteDirectives(writer, field.Directives);
    }

    private static void WriteInputValue(SyntaxWriter writer, InputValueDefinitionNode value)
    {
        WriteDescription(writer, value.Description);
        WriteType(writer.Write(value.Name.Value).Write(": "), value.Type);
        if (value.DefaultValue is { } defaultValue)
            WriteValue(writer.Write(" = "), defaultValue);
        WriteDirectives(writer, value.Directives);
    }

    private static void WriteArgumentDefinitions(
        SyntaxWriter writer, ImmutableArray<InputValueDefinitionNode> arguments) =>
        WriteParenthesized(writer, arguments, onLines: arguments.Any(argument => Print(argument).Contains('\n')));

    private static void WriteDirectiveDefinition(SyntaxWriter writer, DirectiveDefinitionNode directive)
    {
        writer.Write("directive @").Write(directive.Name.Value);
        WriteArgumentDefinitions(writer, directive.Arguments);
        writer.Write(directive.IsRepeatable ? " repeatable on " : " on ");
        WriteJoined(writer, directive.Locations, " | ");
    }
}
