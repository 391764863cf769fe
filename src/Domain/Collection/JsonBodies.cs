using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Analytics.Domain.Collection;

/// <summary>Faults of a whole body, with the place.</summary>
internal static class JsonBodies
{
    /// <summary>
    /// Nesting is judged per event (<see cref="EventRules.MaxDepth"/>), so that one deep event does not make its
    /// whole batch unreadable; the reader keeps one bit a level and does not recurse.
    /// </summary>
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = int.MaxValue };

    /// <summary>
    /// The JSON reader takes any bytes inside a string, so that this is asked first.
    /// </summary>
    /// <returns>Null when the bytes are UTF-8.</returns>
    public static Problem? CheckUtf8(ReadOnlySpan<byte> body)
    {
        if (Utf8.IsValid(body))
            return null;
        var offset = 0;
        while (Rune.DecodeFromUtf8(body[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return Problem.Invalid("INVALID_UTF8",
            string.Create(CultureInfo.InvariantCulture, $"The body is not UTF-8 at byte offset {offset}."));
    }

    /// <summary>Line and byte count from 1.</summary>
    public static Problem Malformed(JsonException fault) => Problem.Invalid("MALFORMED_JSON",
        string.Create(CultureInfo.InvariantCulture,
            $"The JSON breaks off or is wrong at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}."));

    /// <summary>A value of another JSON type than the field has.</summary>
    public static Problem WrongType(string expected, string? path) =>
        Problem.Invalid("WRONG_TYPE", $"Expected {expected}.", path);
}
