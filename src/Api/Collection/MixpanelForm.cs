using System.Buffers.Text;
using System.Net;
using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>The form in which Mixpanel's libraries for browsers send: the JSON, or its Base64, in the field <c>data</c>.</summary>
internal static class MixpanelForm
{
    /// <returns>What the reader makes of the field, or <c>BATCH_MISSING</c>.</returns>
    public static Result<EventPayload> Read(
        ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, Result<EventPayload>> read)
    {
        foreach (var range in body.Span.Split((byte)'&'))
        {
            var field = body[range];
            if (!field.Span.StartsWith("data="u8))
                continue;
            var value = field[5..].ToArray();
            var data = WebUtility.UrlDecodeToBytes(value, 0, value.Length);
            return read(IsJson(data) || !Base64.IsValid(data) ? data : Convert.FromBase64String(Latin(data)));
        }

        return Problem.Invalid("BATCH_MISSING", "The body needs a list of events.", "data");
    }

    private static bool IsJson(ReadOnlySpan<byte> data) => data.TrimStart(" \t\r\n"u8) is [(byte)'[' or (byte)'{', ..];

    private static string Latin(byte[] data) => System.Text.Encoding.Latin1.GetString(data);
}
