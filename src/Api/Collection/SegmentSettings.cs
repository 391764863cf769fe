using System.Text.Json;

namespace Analytics.Api.Collection;

/// <summary>What Segment's library for browsers asks for beside its calls.</summary>
internal static class SegmentSettings
{
    /// <summary>
    /// The settings that the library loads before it sends anything: no destination but this host. The answer is the same
    /// for a key that exists and for one that does not.
    /// </summary>
    public static async Task WriteAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
            Write(json, (string)request.RouteValues["writeKey"]!, request.Scheme, $"{request.Host}/v1");
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>The library's figures of itself are taken and not kept; its settings ask it to send none.</summary>
    public static Task IgnoreMetricsAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new { success = true }, context.RequestAborted);

    private static void Write(Utf8JsonWriter json, string writeKey, string scheme, string apiHost)
    {
        json.WriteStartObject();
        json.WriteStartObject("integrations"u8);
        json.WriteStartObject("Segment.io"u8);
        json.WriteString("apiKey"u8, writeKey);
        json.WriteString("apiHost"u8, apiHost);
        json.WriteString("protocol"u8, scheme);
        json.WriteBoolean("addBundledMetadata"u8, false);
        json.WriteStartArray("unbundledIntegrations"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("metrics"u8);
        json.WriteNumber("sampleRate"u8, 0);
        json.WriteEndObject();
        json.WriteStartArray("remotePlugins"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
