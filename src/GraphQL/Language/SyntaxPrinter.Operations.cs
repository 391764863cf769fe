using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

public static partial class SyntaxPrinter
{
    private static void WriteOperation(SyntaxWriter writer, OperationDefinitionNode operation)
    {
        var isShorthand = operation is
        {
            Operation: OperationType.Query, Name: null, Description: null,
            VariableDefinitions.IsEmpty: true, Directives.IsEmpty: true,
        };
        if (!isShorthand)
            WriteOperationHead(writer, operation);
        Write(writer, operation.SelectionSet);
    }

    private static void WriteOperationHead(SyntaxWriter writer, OperationDefinitionNode operation)
    {
        WriteDescription(writer, operation.Description);
        writer.Write(Keyword(operation.Operation));
        if (operation.Name is { } name)
            writer.Write(" ").Write(name.Value);
        else if (!operation.VariableDefinitions.IsEmpty)
            writer.Write(" ");
        WriteVariableDefinitions(writer, operation.VariableDefinitions);
        WriteDirectives(writer, operation.Directives).Write(" ");
    }

    private static void WriteVariableDefinitions(
        SyntaxWriter writer, ImmutableArray<VariableDefinitionNode> variables)
    {
        if (variables.IsEmpty)
            return;
        var onLines = variables.Any(variable => Print(variable).Contains('\n'));
        writer.Write(onLines ? "(\n" : "(");
        WriteJoined(writer, variables, onLines ? "\n" : ", ");
        writer.Write(onLines ? "\n)" : ")");
    }

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    private static void WriteVariableDefinition(SyntaxWriter writer, VariableDefinitionNode definition)
    {
        WriteDescription(writer, definition.Description);
        Write(writer, definition.Variable);
        writer.Write(": ");
        WriteType(writer, definition.Type);
        if (definition.DefaultValue is { } value)
            WriteValue(writer.Write(" = "), value);
        WriteDirectives(writer, definition.Directives);
    }

    private static void WriteFragment(SyntaxWriter writer, FragmentDefinitionNode fragment)
    {
        WriteDescription(writer, fragment.Description);
        writer.Write("fragment ").Write(fragment.Name.Value).Write(" on ").Write(fragment.TypeCondition.Name.Value);
        WriteDirectives(writer, fragment.Directives).Write(" ");
        Write(writer, fragment.SelectionSet);
    }

    private static void WriteField(SyntaxWriter writer, FieldNode field)
    {
        var head = field.Alias is { } alias ? $"{alias.Value}: {field.Name.Value}" : field.Name.Value;
        writer.Write(head);
        var width = head.Length + 2 + field.Arguments.Sum(argument => Print(argument).Length + 2) - 2;
        WriteParenthesized(writer, field.Arguments, onLines: width > LineWidth);
        WriteDirectives(writer, field.Directives);
        if (field.SelectionSet is { } selectionSet)
            Write(writer.Write(" "), selectionSet);
    }

    private static void WriteSpread(SyntaxWriter writer, FragmentSpreadNode spread) =>
        WriteDirectives(writer.Write("...").Write(spread.Name.Value), spread.Directives);

    private static void WriteInlineFragment(SyntaxWriter writer, InlineFragmentNode fragment)
    {
        writer.Write("...");
        if (fragment.TypeCondition is { } condition)
            writer.Write(" on ").Write(condition.Name.Value);
        WriteDirectives(writer, fragment.Directives).Write(" ");
        Write(writer, fragment.SelectionSet);
    }
}
