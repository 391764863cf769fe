using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>
/// One walk over a JSON object that finds what may not be kept and which added properties the client gave itself, and,
/// where something was found, a second one that writes the object without it.
/// </summary>
internal readonly ref struct PrivateFieldScan
{
    private const int Nowhere = int.MaxValue;

    // The log is no web page: an address is kept in the letters that it was sent in.
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ReadOnlySpan<byte> _senderAddress;
    private readonly AddressParameters _parameters;
    private readonly bool _persons;

    /// <param name="parameters">Which parameters of pages' addresses stay.</param>
    /// <param name="senderAddress">A text value that is no more than this is not kept either; empty for none.</param>
    /// <param name="persons">Whether what tells who somebody is goes as well.</param>
    public PrivateFieldScan(AddressParameters parameters, ReadOnlySpan<byte> senderAddress, bool persons)
    {
        _parameters = parameters;
        _senderAddress = senderAddress;
        _persons = persons;
    }

    /// <summary>What is left of the object: itself where nothing is to go.</summary>
    /// <param name="json">A valid JSON object in UTF-8, or empty.</param>
    /// <param name="given">The set of <see cref="AddedProperty"/> among its own members.</param>
    public ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> json, out uint given)
    {
        given = 0;
        if (json.IsEmpty)
            return json;
        var reader = new Utf8JsonReader(json.Span);
        var location = Nowhere;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.CurrentDepth == 1)
                    given |= AddedProperties.BitOf(ref reader);
                var kind = PrivateFields.KindOf(ref reader);
                if (Goes(kind, ref reader, ref location) || (kind == PrivateField.Page && WithoutSecrets(reader) is not null))
                    return Rewrite(json.Span, ref given);
            }
            else if (IsSender(ref reader))
            {
                return Rewrite(json.Span, ref given);
            }
        }

        return json;
    }

    // Values are copied as they stand; a comma comes before what follows a value.
    private byte[] Rewrite(ReadOnlySpan<byte> json, ref uint given)
    {
        var result = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json);
        var (location, comma) = (Nowhere, false);
        given = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var token = json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
                var kind = PrivateFields.KindOf(ref reader);
                if (Goes(kind, ref reader, ref location) || ValueIsSender(reader))
                {
                    reader.Read();
                    reader.Skip();
                    continue;
                }

                if (reader.CurrentDepth == 1)
                    given |= AddedProperties.BitOf(ref reader);
                Write(result, token, ref comma);          // the reader's slice holds the colon
                comma = false;
                if (kind == PrivateField.Page && WithoutSecrets(reader) is { } address)
                {
                    reader.Read();
                    Write(result, address, ref comma);
                    comma = true;
                }

                continue;
            }

            if (IsSender(ref reader))
                continue;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                comma = false;
            Write(result, json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], ref comma);
            comma = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return result.WrittenSpan.ToArray();
    }

    private bool Goes(PrivateField kind, ref Utf8JsonReader reader, ref int location)
    {
        if (reader.CurrentDepth <= location)
            location = Nowhere;
        if (kind == PrivateField.None)
            return false;
        if ((kind & PrivateField.Address) != 0
            || (_persons && (kind & PrivateField.Person) != 0)
            || ((kind & PrivateField.AddressInLocation) != 0 && location != Nowhere))
            return true;
        if ((kind & PrivateField.Location) != 0 && location == Nowhere)
            location = reader.CurrentDepth;
        return false;
    }

    /// <summary>The address that follows, as JSON, without what may not be kept; null where all of it may.</summary>
    private byte[]? WithoutSecrets(Utf8JsonReader ahead)
    {
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.String || ahead.ValueSpan.IndexOfAny("?#@\\"u8) < 0)
            return null;
        var sent = ahead.GetString()!;
        var kept = PageAddress.Clean(sent, _parameters);
        return kept == sent ? null : JsonSerializer.SerializeToUtf8Bytes(kept, _plain);
    }

    private bool IsSender(ref Utf8JsonReader reader) =>
        !_senderAddress.IsEmpty && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(_senderAddress);

    private bool ValueIsSender(Utf8JsonReader ahead) => !_senderAddress.IsEmpty && ahead.Read() && IsSender(ref ahead);

    private static void Write(ArrayBufferWriter<byte> result, ReadOnlySpan<byte> token, ref bool comma)
    {
        if (comma)
            result.Write(","u8);
        result.Write(token);
    }
}
