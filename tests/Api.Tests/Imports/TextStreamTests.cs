using System.Text;
using Analytics.Api.Imports;
using Analytics.Domain.Imports;

namespace Analytics.Api.Tests.Imports;

public sealed class TextStreamTests
{
    private const string Text = "naïve café, 5 € 😀\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Unicode => new()
    {
        { "utf-8", 1 }, { "utf-8", 1_000 }, { "utf-16", 1 }, { "utf-16", 7 }, { "utf-16BE", 3 }, { "utf-16BE", 1_000 },
    };

    [Theory]
    [MemberData(nameof(Unicode))]
    public async Task Unicode_is_read_by_its_mark_however_it_is_cut(string name, int readBytes)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Equal(Text, await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], readBytes));
    }

    [Theory]
    [InlineData("utf-16LE")]
    [InlineData("utf-16BE")]
    public async Task UTF16_is_known_without_a_mark_by_its_zeros(string name) =>
        Assert.Equal("id," + Text, await ReadAsync(Encoding.GetEncoding(name).GetBytes("id," + Text), 5));

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task The_first_character_beyond_ASCII_decides_however_late_it_comes(int readBytes)
    {
        var ascii = new string('a', 70_000);
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        Assert.Equal(ascii + "5 € für Zoë", await ReadAsync(windows.GetBytes(ascii + "5 € für Zoë"), readBytes));
        Assert.Equal(ascii + Text, await ReadAsync(Encoding.UTF8.GetBytes(ascii + Text), readBytes));
        Assert.Equal(ascii, await ReadAsync(Encoding.ASCII.GetBytes(ascii), readBytes));
        Assert.Equal("Ã", await ReadAsync([0xC3], readBytes));
        Assert.Equal("", await ReadAsync([], readBytes));
    }

    [Fact]
    public async Task An_encoding_that_is_given_is_taken_and_broken_text_in_it_refused()
    {
        Assert.Equal("żółw", await ReadAsync([0xBF, 0xF3, 0xB3, (byte)'w'], 2, TextStream.Find("windows-1250")));
        Assert.Null(TextStream.Find("klingon"));

        var fault = await Assert.ThrowsAsync<ImportFaultException>(
            () => ReadAsync([0x82, 0xA0, 0x82, 0xFF], 10, TextStream.Find("shift_jis")));

        Assert.Equal("ENCODING_INVALID", fault.Problem.Code);
    }

    private static async Task<string> ReadAsync(byte[] bytes, int readBytes, Encoding? given = null)
    {
        await using var stream = new TextStream(new Trickle(bytes, readBytes), given, guessesBytes: true);
        using var all = new MemoryStream();
        var buffer = new byte[1_000];
        while (await stream.ReadAsync(buffer, Token) is var read and > 0)
            all.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(all.ToArray()).TrimStart('\uFEFF');
    }

    /// <summary>Gives at most so many bytes a read, as a network does.</summary>
    private sealed class Trickle(byte[] bytes, int readBytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, readBytes)], cancellationToken);
    }
}
