using System.Runtime.InteropServices;
using System.Text.Json;

namespace Analytics.Api.TrackingPlan;

/// <summary>JSON that a caller sent as an argument.</summary>
internal static class JsonBytes
{
    /// <summary>Its UTF-8; empty for none.</summary>
    public static ReadOnlyMemory<byte> Of(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null } json
        ? JsonMarshal.GetRawUtf8Value(json).ToArray()
        : default(ReadOnlyMemory<byte>);
}
