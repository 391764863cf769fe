using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Tests.Encoding;

/// <summary>The values that the reference implementation gives.</summary>
public sealed class XxHash64Tests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("message digest", 0x066ED728FCEEB3BE)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 0xCFE1F278FA89835C)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA46907D3047814)]
    public void Texts_have_their_published_hash(string text, ulong hash) =>
        Assert.Equal(hash, XxHash64.Of(System.Text.Encoding.UTF8.GetBytes(text)));
}
