using System.Diagnostics;
using System.Text;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

[Collection(Alone.Name)]
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private static readonly int Documents =
        Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 200_000 : 5000;

    private static readonly byte[][] Sources =
        [Encoding.UTF8.GetBytes(KitchenSink.Operations), Encoding.UTF8.GetBytes(KitchenSink.TypeSystem)];

    private static readonly byte[][] Pieces =
    [
        .. ((string[])["{", "}", "(", ")", "[", "]", "...", "\"", "\"\"\"", "\\u{", "\\", "#", "$", "@", "!", "-", "0.",
            "1e", "on", "extend", "\r", "\n", "\uFEFF", "é", "😀", " "]).Select(Encoding.UTF8.GetBytes),
        [0x00], [0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
    ];

    private static readonly byte[][] Words =
        [.. ((string[])["{a}", "a ", "\"\" ", "{a{", "#\n", "\"\"\"a\"\"\"\n", "fragment f on T{a}\n", "type T{a(b:C=1):D}\n",
            "\"\"\"\n   \n", "\\u{1F600}", "1.", "extend "]).Select(Encoding.UTF8.GetBytes)];

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

    /// <summary>
    /// Texts made of one piece again and again, where a careless parser reads what lies ahead, or behind, each time.
    /// For twenty times the text linear time is twenty times, quadratic time four hundred times as long.
    /// </summary>
    [Fact]
    public void Time_grows_with_the_text()
    {
        const int Tries = 10;
        foreach (var piece in Pieces.Concat(Words))
        {
            // The best of some tries: a busy machine makes the others longer.
            var (small, large) = (TimeSpan.TicksPerHour, long.MaxValue);
            for (var tries = 0; tries < Tries && large / 150 > small; tries++)
            {
                small = Math.Min(small, Math.Max(Time(piece, 10_000), TimeSpan.TicksPerMillisecond / 5));
                large = Math.Min(large, Time(piece, 200_000));
            }
            Assert.True(large / 150 <= small, $"{Encoding.UTF8.GetString(piece)}: {small} ticks become {large}");
        }

        static long Time(byte[] piece, int bytes)
        {
            var source = new byte[bytes / piece.Length * piece.Length];
            for (var at = 0; at < source.Length; at += piece.Length)
                piece.CopyTo(source, at);
            var start = Stopwatch.GetTimestamp();
            Parse(source, ParserOptions.Trusted);
            return Stopwatch.GetElapsedTime(start).Ticks;
        }
    }

    private static void Parse(byte[] source, ParserOptions options)
    {
        try
        {
            Utf8GraphQLParser.Parse(source, options);
        }
        catch (SyntaxException)
        {
            // Most of these are none; what counts is how long it takes to see it.
        }
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
