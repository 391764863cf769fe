using System.Text;

namespace Analytics.GraphQL.Language;

public static partial class SyntaxPrinter
{
    private static void WriteValue(SyntaxWriter writer, IValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: writer.Write("$").Write(variable.Name.Value); break;
            case IntValueNode integer: writer.Write(integer.Value); break;
            case FloatValueNode number: writer.Write(number.Value); break;
            case BooleanValueNode boolean: writer.Write(boolean.Value ? "true" : "false"); break;
            case NullValueNode: writer.Write("null"); break;
            case EnumValueNode word: writer.Write(word.Value); break;
            case ListValueNode list: WriteJoined(writer.Write("["), list.Items, ", ").Write("]"); break;
            case ObjectValueNode fields: WriteJoined(writer.Write("{"), fields.Fields, ", ").Write("}"); break;
            case StringValueNode text: WriteString(writer, text); break;
            default: throw new ArgumentException($"{value.Kind} is no value.", nameof(value));
        }
    }

    private static void WriteString(SyntaxWriter writer, StringValueNode text) => writer.Write(
        text.Block && BlockString.CanHold(text.Value) ? BlockString.Print(text.Value) : Quote(text.Value));

    private static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\x7F' and <= '\x9F') => quoted.Append($"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static void WriteType(SyntaxWriter writer, ITypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named: writer.Write(named.Name.Value); break;
            case ListTypeNode list: WriteType(writer.Write("["), list.Type); writer.Write("]"); break;
            case NonNullTypeNode nonNull: WriteType(writer, nonNull.Type); writer.Write("!"); break;
            default: throw new ArgumentException($"{type.Kind} is no type.", nameof(type));
        }
    }
}
