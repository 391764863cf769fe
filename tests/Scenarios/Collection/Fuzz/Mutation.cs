using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Analytics.Scenarios.Collection.Fuzz;

/// <summary>A body after something was done to it.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Type">Content type.</param>
/// <param name="Encoding">Content encoding; null for none.</param>
/// <param name="Plain">The body as a receiver that inflates it reads it; null when it cannot be inflated.</param>
internal sealed record Mutation(byte[] Bytes, string Type, string? Encoding, byte[]? Plain)
{
    private static readonly string[] _values =
    [
        "null", "true", "5", "-0", "1e308", "1e309", "1e-309", "1e99999999999", "123456789012345678901234567890",
        "9223372036854775808", new string('9', 65), "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"",
        $"\"{new string('x', 201)}\"", $"\"{new string('x', 33_000)}\"", "[]", "{}", "[1,{\"a\":[]}]", "{\"\":{}}",
        "\"2026-13-45T99:99:99Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", Nested(15), Nested(16), Nested(17), Nested(2_000),
        "[" + string.Join(',', Enumerable.Repeat("{\"a\":1}", 501)) + "]", "{\"a\":1,\"a\":\"\\u0000\"}",
    ];

    private static readonly byte[][] _pieces =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [(byte)'"'], [(byte)'\\'], [(byte)'{'], [(byte)'}'],
        [(byte)'['], [(byte)']'], [(byte)','], [(byte)':'], [(byte)'\n'], "null"u8.ToArray(), "\\u00"u8.ToArray(), "1e"u8.ToArray(), "\"a\":1,"u8.ToArray(),
    ];

    private static readonly string[] _names =
    [
        "type", "messageId", "id", "event", "eventType", "eventName", "name", "userId", "anonymousId", "previousId", "groupId",
        "sessionId", "sequence", "properties", "context", "traits", "timestamp", "constructor",
    ];

    /// <summary>One to three changes of a good body, the same for the same random numbers.</summary>
    public static Mutation Of(GoodBody body, Random random)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.Text);
        // Two of three stay what can be read, so that there is a verdict on each of their messages.
        var staysJson = random.Next(3) > 0;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            bytes = staysJson ? ChangeJson(bytes, random) : Change(bytes, random);
        return random.Next(40) switch
        {
            0 => new Mutation(Gzip(bytes), body.Type, "gzip", bytes),
            1 => Broken(Gzip(bytes), body.Type, random),
            2 => Bomb(bytes, body.Type),
            3 => new Mutation(bytes, body.Type, "br", null),
            4 => new Mutation(bytes, "application/xml", null, null),
            5 => new Mutation(bytes, body.Type + "; charset=utf-16", null, null),
            _ => new Mutation(bytes, body.Type, null, bytes),
        };
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return bytes;
        var at = random.Next(bytes.Length);
        var to = Math.Min(bytes.Length, at + random.Next(1, 40));
        switch (random.Next(10))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[to..]];
            case 2:
                return [.. bytes[..to], .. bytes[at..]];
            case 3:
                bytes = [.. bytes];
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 4 or 5:
                return [.. bytes[..at], .. _pieces[random.Next(_pieces.Length)], .. bytes[at..]];
            default:
                return ChangeJson(bytes, random);
        }
    }

    // The JSON stays JSON, and what it says changes: another value where one stands, or a member more, perhaps of a name
    // that its object has already.
    private static byte[] ChangeJson(byte[] bytes, Random random)
    {
        var places = Values(bytes);
        if (places.Count == 0)
            return bytes;
        var (from, to) = places[random.Next(places.Count)];
        var value = _values[random.Next(_values.Length)];
        if (random.Next(4) > 0 || bytes[from] != '{')
            return [.. bytes[..from], .. System.Text.Encoding.UTF8.GetBytes(value), .. bytes[to..]];
        var end = bytes.AsSpan(from + 1, to - from - 2).IndexOfAnyExcept(" \r\n\t"u8) < 0 ? "" : ",";
        var member = $"\"{_names[random.Next(_names.Length)]}\":{value}{end}";
        return [.. bytes[..(from + 1)], .. System.Text.Encoding.UTF8.GetBytes(member), .. bytes[(from + 1)..]];
    }

    private static List<(int From, int To)> Values(byte[] bytes)
    {
        var places = new List<(int From, int To)>();
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue, AllowMultipleValues = true });
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    var whole = reader;
                    if (whole.TrySkip())
                        places.Add(((int)reader.TokenStartIndex, (int)whole.BytesConsumed));
                }
                else if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    places.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                }
        }
        catch (JsonException)
        {
            // Broken by a change before: what was read so far can be replaced.
        }

        return places;
    }

    private static Mutation Broken(byte[] gzip, string type, Random random)
    {
        if (gzip.Length == 0)                     // of nothing there is nothing to break
            return new Mutation(gzip, type, "gzip", []);
        if (random.Next(2) == 0)
            return new Mutation(gzip[..random.Next(1, gzip.Length)], type, "gzip", null);
        var damaged = (byte[])[.. gzip];
        damaged[^random.Next(1, 9)] ^= 0x55;      // in the checksum or the length
        return new Mutation(damaged, type, "gzip", null);
    }

    private static Mutation Bomb(byte[] bytes, string type) =>
        new(Gzip([.. bytes, .. Enumerable.Repeat((byte)' ', 20_000_000)]), type, "gzip", null);

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    private static string Nested(int depth) => new StringBuilder()
        .Insert(0, "{\"a\":", depth - 1).Append("{}").Append('}', depth - 1).ToString();
}
