using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>What a collector answers: verdicts, or one fault of the whole request.</summary>
internal static class CollectionAnswer
{
    private static readonly JsonEncodedText _accepted = JsonEncodedText.Encode("ACCEPTED");
    private static readonly JsonEncodedText _duplicate = JsonEncodedText.Encode("DUPLICATE");
    private static readonly JsonEncodedText _quarantined = JsonEncodedText.Encode("QUARANTINED");
    private static readonly JsonEncodedText _rejected = JsonEncodedText.Encode("REJECTED");

    /// <summary>
    /// <c>{"success": true, "results": [{index, status, code?, message?, path?}], "accepted": n, "position": p}</c>.
    /// </summary>
    public static async Task WriteAsync(
        HttpResponse response, CollectionReceipt receipt, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
            Write(json, receipt);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>The body that all errors have, with the status that belongs to the code.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = StatusOf(problem);
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var error = new { message = problem.Message, extensions = new { code = problem.Code, path = problem.Path } };
        return context.Response.WriteAsJsonAsync(
            new { success = false, errors = new[] { error } }, context.RequestAborted);
    }

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "BODY_TOO_LARGE" or "TOO_MANY_EVENTS" => StatusCodes.Status413PayloadTooLarge,
        "CONTENT_TYPE_NOT_SUPPORTED" or "CONTENT_ENCODING_NOT_SUPPORTED" => StatusCodes.Status415UnsupportedMediaType,
        "WEBHOOK_SIGNATURE_INVALID" or "WEBHOOK_TIMESTAMP_INVALID" => StatusCodes.Status401Unauthorized,
        "WEBHOOK_SOURCE_UNKNOWN" => StatusCodes.Status404NotFound,
        "IMPORT_KIND_UNKNOWN" or "IMPORT_NOT_FOUND" => StatusCodes.Status404NotFound,
        "IMPORT_RUNNING" => StatusCodes.Status409Conflict,
        "COLLECTION_BUSY" or "EXPORT_BUSY" or "RATE_LIMITED" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void Write(Utf8JsonWriter json, CollectionReceipt receipt)
    {
        json.WriteStartObject();
        json.WriteBoolean("success"u8, true);
        json.WriteStartArray("results"u8);
        for (var i = 0; i < receipt.Verdicts.Count; i++)
            Write(json, i, receipt.Verdicts[i]);
        json.WriteEndArray();
        json.WriteNumber("accepted"u8, receipt.Accepted);
        if (receipt.Position is { } position)
            json.WriteNumber("position"u8, position);
        else
            json.WriteNull("position"u8);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, int index, EventVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteString("status"u8, verdict.Status switch
        {
            EventStatus.Accepted => _accepted,
            EventStatus.Duplicate => _duplicate,
            EventStatus.Quarantined => _quarantined,
            _ => _rejected,
        });
        if (verdict.Problem is { } problem)
        {
            json.WriteString("code"u8, problem.Code);
            json.WriteString("message"u8, problem.Message);
            if (problem.Path is not null)
                json.WriteString("path"u8, problem.Path);
        }

        json.WriteEndObject();
    }
}
