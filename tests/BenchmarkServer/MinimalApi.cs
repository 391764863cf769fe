using System.Collections.Immutable;
using System.Text.Json;

namespace Analytics.BenchmarkServer;

/// <summary>What one would write by hand for the same answers: no query language, no parameters read.</summary>
public static class MinimalApi
{
    private static readonly byte[] Hello = """{"data":{"hello":"world"}}"""u8.ToArray();

    /// <summary>Maps <c>/hello</c> and <c>/metric</c>.</summary>
    public static void MapMinimalApi(this WebApplication app)
    {
        app.MapPost("/hello", async (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = Hello.Length;
            await context.Response.BodyWriter.WriteAsync(Hello);
        });
        app.MapPost("/metric", async (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
            Write(json, MetricData.Revenue);
        });
    }

    private static void Write(Utf8JsonWriter json, MetricResult metric)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("metric");
        json.WriteString("name", metric.Name);
        Write(json, "total", metric.Total);
        Write(json, metric.Series);
        json.WriteStartArray("groups");
        foreach (var group in metric.Groups)
        {
            json.WriteStartObject();
            json.WriteStartArray("key");
            foreach (var key in group.Key)
                json.WriteStringValue(key);
            json.WriteEndArray();
            Write(json, "total", group.Total);
            Write(json, group.Series);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Point> series)
    {
        json.WriteStartArray("series");
        foreach (var point in series)
        {
            json.WriteStartObject();
            json.WriteString("at", point.At.UtcDateTime);
            Write(json, "value", point.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
