using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Tests.Access.Tokens;

public sealed class StrictBase64UrlTests
{
    [Theory]
    [InlineData("", new byte[0])]
    [InlineData("_-8", new byte[] { 0xff, 0xef })]
    [InlineData("AAAA", new byte[] { 0, 0, 0 })]
    public void Canonical_text_is_decoded(string text, byte[] expected) =>
        Assert.Equal(expected, StrictBase64Url.Decode(text));

    [Theory]
    [InlineData("_-8=")]          // padding
    [InlineData("_-9")]           // left-over bits that are not zero: a second spelling of the same bytes
    [InlineData("/+8")]           // the other alphabet
    [InlineData("_- 8")]          // white space
    [InlineData("_-8\n")]
    [InlineData("A")]             // no whole byte
    [InlineData("AAAé")]
    public void Any_other_spelling_is_refused(string text) => Assert.Null(StrictBase64Url.Decode(text));
}
