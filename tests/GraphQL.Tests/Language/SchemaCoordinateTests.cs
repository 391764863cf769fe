using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Oracle;

namespace Analytics.GraphQL.Tests.Language;

public sealed class SchemaCoordinateTests
{
    [Theory]
    [InlineData("Type", false, "Type", null, null)]
    [InlineData("__Type.name", false, "__Type", "name", null)]
    [InlineData("Type.field(argument:)", false, "Type", "field", "argument")]
    [InlineData("@skip", true, "skip", null, null)]
    [InlineData("@skip(if:)", true, "skip", null, "if")]
    public void A_coordinate_has_its_parts(
        string text, bool isDirective, string name, string? member, string? argument)
    {
        var coordinate = SchemaCoordinate.Parse(text);

        Assert.Equal(
            (isDirective, name, member, argument),
            (coordinate.IsDirective, coordinate.Name, coordinate.MemberName, coordinate.ArgumentName));
        Assert.Equal(text, coordinate.ToString());
    }

    [Fact]
    public async Task Coordinates_are_read_or_refused_as_by_the_reference()
    {
        const string Letters = "Ta9_.@(): \né\"";
        var random = new Random(20_250_903);
        string[] texts =
        [
            "", "@", "Type.", "Type(a:)", "@dir.x", "Type.a.b", "Type.f()", "Type.f(a)", "Type.f(a:", "@d(a:)x", "😀",
            .. Enumerable.Range(0, 500).Select(i => Change(i % 2 == 0 ? "Type.field(arg:)" : "@dir(arg:)")),
        ];

        var expected = await NodeProcess.Oracle.CallAsync<string[]>("coordinates", new { texts });

        Assert.Equal(expected, texts.Select(Read));
        Assert.Contains(expected, answer => !answer.StartsWith("1:", StringComparison.Ordinal));

        string Change(string text)
        {
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) == 0
                    ? text.Remove(at, random.Next(text.Length - at))
                    : text.Insert(at, Letters[random.Next(Letters.Length)].ToString());
                if (text.Length == 0)
                    break;
            }
            return text;
        }
    }

    private static string Read(string text)
    {
        try
        {
            return SchemaCoordinate.Parse(text).ToString();
        }
        catch (SyntaxException fault)
        {
            return $"{fault.Location.Line}:{fault.Location.Column} {fault.Message}";
        }
    }
}
