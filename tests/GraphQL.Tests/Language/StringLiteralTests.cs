using System.Text;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class StringLiteralTests
{
    [Theory]
    [InlineData("""" "plain" """", "plain")]
    [InlineData("""" " kept " """", " kept ")]
    [InlineData("""" "\" \\ \/ \b \f \n \r \t" """", "\" \\ / \b \f \n \r \t")]
    [InlineData("""" "\u0041\u00e9" """", "Aé")]
    [InlineData("""" "\u{41}\u{1F600}\u{0010FFFF}" """", "A😀\U0010FFFF")]
    [InlineData("""" "\uD83D\uDE00" """", "😀")]
    [InlineData("""" "é😀 unescaped" """", "é😀 unescaped")]
    public void Escapes_mean_characters(string source, string expected) => Assert.Equal(expected, Value(source));

    [Theory]
    [InlineData("", "")]
    [InlineData("one line", "one line")]
    [InlineData("  outer space  ", "  outer space  ")]
    [InlineData("\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("first\n    second\n  third", "first\n  second\nthird")]
    [InlineData("\n\n  a\r\n\tb\r  c\n \t\n", " a\nb\n c")]
    [InlineData("\n  \n \t \n", "")]
    [InlineData("""back\slash \n "quotes" \u0041""", """back\slash \n "quotes" \u0041""")]
    [InlineData("escaped \\\"\"\" quotes", "escaped \"\"\" quotes")]
    public void Block_strings_lose_their_common_indentation(string raw, string expected) =>
        Assert.Equal(expected, Value($"\"\"\"{raw}\"\"\""));

    [Theory]
    [InlineData("one line")]
    [InlineData(" leading space")]
    [InlineData("ends in a quote \"")]
    [InlineData("ends in a backslash \\")]
    [InlineData("with \"\"\" inside and at the end \"\"\"")]
    [InlineData("two\nlines")]
    [InlineData("first\n  deeper\n\nlast")]
    [InlineData("first\n  all the others\n  are deeper")]
    [InlineData("\nleading line")]
    [InlineData("trailing line\n")]
    [InlineData("carriage\rreturn")]
    [InlineData("bell \a")]
    [InlineData("")]
    public void A_text_printed_as_a_block_string_is_read_as_it_was(string text)
    {
        var document = $"type T {{ {new StringValueNode(text, block: true)} a: Int }}";
        var printed = SyntaxPrinter.Print(Utf8GraphQLParser.Parse(document));

        var type = Assert.IsType<ObjectTypeDefinitionNode>(Utf8GraphQLParser.Parse(printed).Definitions.Single());
        Assert.Equal(text, type.Fields.Single().Description!.Value);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 }, 1, 1)]
    [InlineData(new byte[] { (byte)'{', (byte)'\n', (byte)'#', 0xC3, 0xA9, 0xFF }, 2, 3)]
    [InlineData(new byte[] { (byte)'{', 0xED, 0xA0, 0x80 }, 1, 2)]
    [InlineData(new byte[] { (byte)'{', 0xC0, 0x80 }, 1, 2)]
    public void Bytes_that_are_not_utf_8_are_refused_with_their_place(byte[] source, int line, int column)
    {
        var fault = Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.Parse(source));

        Assert.StartsWith("Syntax Error: Invalid UTF-8 byte 0x", fault.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (fault.Location.Line, fault.Location.Column));
    }

    [Fact]
    public void A_surrogate_without_its_pair_is_refused()
    {
        var fault = Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.Parse("{ a(b: \"\uD83D\") }"));

        Assert.Equal("Syntax Error: Invalid character: U+D83D.", fault.Message);
        Assert.Equal((1, 9), (fault.Location.Line, fault.Location.Column));
    }

    [Fact]
    public void A_byte_order_mark_is_ignored()
    {
        byte[] source = [.. Encoding.UTF8.Preamble, .. "{ a }"u8];

        Assert.Equal("{\n  a\n}", Utf8GraphQLParser.Parse(source).ToString());
    }

    private static string Value(string source) => ((StringValueNode)Utf8GraphQLParser.ParseValue(source)).Value;
}
