using System.IO.Compression;
using System.Net;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Web;

/// <summary>The browser SDK as the API serves it.</summary>
[Collection(nameof(DemoHost))]
public sealed class TrackerScriptTests(DemoHost demo)
{
    [Fact]
    public async Task It_is_less_than_5_KB()
    {
        using var response = await GetAsync("gzip");
        var packed = await response.Content.ReadAsByteArrayAsync();

        Assert.InRange(packed.Length, 1_000, 5 * 1024 - 1);
        await using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        using var plain = await GetAsync("identity");
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_browser_gets_the_smallest_form_that_it_reads(string accepted, string? encoding)
    {
        using var response = await GetAsync(accepted);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(TimeSpan.FromHours(1), response.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task Who_has_it_already_is_not_sent_it_again()
    {
        using var first = await GetAsync("br");
        using var again = await GetAsync("br", first.Headers.ETag!.ToString());
        using var other = await GetAsync("gzip", first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string accepted, string? tag = null)
    {
        using var client = new HttpClient { BaseAddress = demo.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "sdk.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request);
    }
}
