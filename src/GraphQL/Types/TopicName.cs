using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Analytics.GraphQL.Types;

/// <summary>The name of a topic, made of text and arguments: <c>Order_{orderId}</c>.</summary>
/// <param name="Parts">Text, and between it the positions of arguments.</param>
internal sealed record TopicName(ImmutableArray<(string Text, int Argument)> Parts)
{
    /// <summary>A name without arguments.</summary>
    public static TopicName Of(string text) => new([(text, -1)]);

    /// <summary>Reads a pattern; null when it names something that is no argument.</summary>
    public static TopicName? Parse(string pattern, NamedCollection<Argument> arguments)
    {
        var parts = ImmutableArray.CreateBuilder<(string, int)>();
        var rest = pattern.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            var length = rest[open..].IndexOf('}');
            var name = length < 0 ? "" : rest[(open + 1)..(open + length)].ToString();
            var position = arguments.Index().FirstOrDefault(argument => argument.Item.Name == name, (-1, null!)).Index;
            if (position < 0 || arguments[position].Type.NullableType() is not (ScalarType or EnumType))
                return null;
            parts.Add((rest[..open].ToString(), position));
            rest = rest[(open + length + 1)..];
        }
        parts.Add((rest.ToString(), -1));
        return new TopicName(parts.ToImmutable());
    }

    /// <summary>The name for the arguments' values, as they are; null counts as empty text.</summary>
    public string Format(object?[] arguments)
    {
        if (Parts is [(var only, -1)])
            return only;
        var name = new StringBuilder();
        foreach (var (text, argument) in Parts)
        {
            name.Append(text);
            if (argument >= 0)
                name.Append(Convert.ToString(arguments[argument], CultureInfo.InvariantCulture));
        }
        return name.ToString();
    }
}
