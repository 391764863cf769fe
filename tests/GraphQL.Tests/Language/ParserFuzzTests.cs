using System.Text;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private const int Documents = 5000;

    private static readonly byte[][] Sources =
        [Encoding.UTF8.GetBytes(KitchenSink.Operations), Encoding.UTF8.GetBytes(KitchenSink.TypeSystem)];

    private static readonly byte[][] Pieces =
    [
        .. ((string[])["{", "}", "(", ")", "[", "]", "...", "\"", "\"\"\"", "\\u{", "\\", "#", "$", "@", "!", "-", "0.",
            "1e", "on", "extend", "\r", "\n", "\uFEFF", "é", "😀", " "]).Select(Encoding.UTF8.GetBytes),
        [0x00], [0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
    ];

    [Fact]
    public void Mutated_documents_parse_or_are_syntax_errors()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var accepted = 0;
        for (var i = 0; i < Documents; i++)
        {
            var source = Mutate(random);
            if (Outcome(source) is not { } failure)
                continue;
            if (failure.Length == 0)
                accepted++;
            else
                Assert.Fail($"seed {seed}: {failure}\n{Convert.ToHexString(Shrink(source))}");
        }
        Assert.InRange(accepted, 1, Documents - 1);
    }

    /// <summary>Null for a refused document, empty for one that round-trips, else what went wrong.</summary>
    private static string? Outcome(byte[] source)
    {
        try
        {
            var printed = SyntaxPrinter.Print(Utf8GraphQLParser.Parse(source));
            return SyntaxPrinter.Print(Utf8GraphQLParser.Parse(printed)) == printed ? "" : "printed differently";
        }
        catch (SyntaxException fault) when (fault.Location is { Line: > 0, Column: > 0 }
            && fault.Location.Start <= source.Length)
        {
            return null;
        }
#pragma warning disable CA1031 // any other exception is what the test looks for
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return fault.ToString();
        }
    }

    private static byte[] Mutate(Random random)
    {
        var bytes = new List<byte>(Sources[random.Next(Sources.Length)]);
        var from = random.Next(bytes.Count);
        bytes = random.Next(2) == 0 ? bytes[..from] : bytes;
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0: bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(8), bytes.Count - at)); break;
                case 2 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                default: bytes.InsertRange(at, Copy(bytes, random)); break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Copy(List<byte> bytes, Random random) =>
        [.. bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(40))];

    /// <summary>Leaves out halves, quarters and so on for as long as it goes wrong.</summary>
    private static byte[] Shrink(byte[] source)
    {
        for (var size = source.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= source.Length;)
            {
                byte[] shorter = [.. source[..at], .. source[(at + size)..]];
                if (Outcome(shorter) is { Length: > 0 })
                    source = shorter;
                else
                    at += size;
            }
        }
        return source;
    }
}
