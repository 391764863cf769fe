using System.Text;

namespace Analytics.Domain.Tests.Shared;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2011-03-01", "2011-03-01T00:00:00.000Z")]
    [InlineData("2011-03-01 08:26", "2011-03-01T08:26:00.000Z")]
    [InlineData("2010-12-01 08:26:00", "2010-12-01T08:26:00.000Z")]
    [InlineData("2024-02-29T23:59:59.9999999Z", "2024-02-29T23:59:59.999Z")]
    [InlineData("2026-03-01T08:26:00,5z", "2026-03-01T08:26:00.500Z")]
    [InlineData("2026-03-01T00:30:00+02:00", "2026-02-28T22:30:00.000Z")]
    [InlineData("2026-03-01T00:30:00.1-0530", "2026-03-01T06:00:00.100Z")]
    [InlineData("2026-03-01T00:30+02", "2026-02-28T22:30:00.000Z")]
    public void A_time_is_read_as_it_is_found_in_the_wild(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var instant));
        Assert.Equal(expected, instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-3-1")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("0000-01-01")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T08:26:60Z")]
    [InlineData("2026-03-01T08")]
    [InlineData("2026-03-01T08:26:00.Z")]
    [InlineData("2026-03-01T08:26:00Zx")]
    [InlineData("2026-03-01T08:26:00+1")]
    [InlineData("2026-03-01T08:26:00+02:0")]
    [InlineData("2026-03-01T08:26:00+19:00")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("01/03/2026 08:26")]
    [InlineData("２０２６-03-01")]
    public void What_is_no_time_is_not_guessed_at(string text) =>
        Assert.False(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("2026-07-01 12:00", "2026-07-01T11:00:00Z")]
    [InlineData("2026-01-01 12:00", "2026-01-01T12:00:00Z")]
    [InlineData("2026-07-01 12:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("2026-03-29 01:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25 01:30", "2026-10-25T00:30:00Z")]
    public void A_time_without_a_zone_is_what_the_clocks_of_the_zone_show(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(
            Encoding.UTF8.GetBytes(text), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), out var instant));
        Assert.Equal(expected, instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
    }
}
