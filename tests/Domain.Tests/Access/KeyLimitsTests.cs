using Analytics.Domain.Access;

namespace Analytics.Domain.Tests.Access;

public sealed class KeyLimitsTests
{
    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://SHOP.example", true)]
    [InlineData("https://shop.example:443", true)]
    [InlineData("https://shop.example:8443", false)]
    [InlineData("http://shop.example", false)]
    [InlineData("https://www.shop.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("https://eu.cdn.example", true)]
    [InlineData("https://a.b.cdn.example", true)]
    [InlineData("https://cdn.example", false)]
    [InlineData("https://.cdn.example", false)]
    [InlineData("https://evilcdn.example", false)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_key_is_for_the_pages_that_it_lists(string? origin, bool allowed) =>
        Assert.Equal(allowed, KeyLimits
            .Create(["https://shop.example", "https://*.cdn.example", "http://localhost:3000"], null)
            .Value.AllowsOrigin(origin));

    [Theory]
    [InlineData("https://anything.example")]
    [InlineData(null)]
    public void A_key_that_lists_none_is_for_all(string? origin) => Assert.True(KeyLimits.None.AllowsOrigin(origin));

    [Theory]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/path")]
    [InlineData("https://user@shop.example")]
    [InlineData("https://shop.example?")]
    [InlineData("ftp://shop.example")]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("https://shop.*.example")]
    [InlineData("")]
    public void What_is_no_origin_is_refused(string origin)
    {
        var problem = KeyLimits.Create(["https://shop.example", origin], null).Problem;

        Assert.Equal(("KEY_ORIGIN_INVALID", "allowedOrigins[1]"), (problem?.Code, problem?.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_rate_lies_between_one_and_a_million(int rate) =>
        Assert.Equal("KEY_RATE_INVALID", KeyLimits.Create([], rate).Problem?.Code);
}
