using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Types;

/// <summary>
/// An answer in the making: UTF-8 JSON in a pooled buffer that can be cut back to an earlier position, which is how a
/// null takes back what was already written of its parent. Not thread-safe.
/// </summary>
public sealed class ResultWriter : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 32).Select(code => (char)code)));

    private byte[] _buffer;

    /// <summary>Rents a buffer.</summary>
    /// <param name="initialBytes">Expected size; the buffer grows as needed.</param>
    public ResultWriter(int initialBytes = 16 * 1024) => _buffer = ArrayPool<byte>.Shared.Rent(initialBytes);

    /// <summary>Bytes written so far; a mark for <see cref="Truncate"/>.</summary>
    public int Position { get; private set; }

    /// <summary>What was written; valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Position);

    /// <summary>Forgets everything after an earlier <see cref="Position"/>.</summary>
    public void Truncate(int position) => Position = position;

    /// <summary>Copies bytes that are JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        if (_buffer.Length - Position < json.Length)
            Grow(json.Length);
        json.CopyTo(_buffer.AsSpan(Position));
        Position += json.Length;
    }

    /// <summary>Copies a text that is JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WriteRaw(PaddedText json)
    {
        if (json.Length > PaddedText.MovedBytes || _buffer.Length - Position < PaddedText.MovedBytes)
        {
            WriteRaw(json.Bytes.AsSpan(0, json.Length));
            return;
        }
        // What is moved too much is written over by what follows.
        Vector256.Create(json.Bytes).CopyTo(_buffer, Position);
        Position += json.Length;
    }

    /// <summary>Copies one byte that is JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(byte json)
    {
        if (_buffer.Length == Position)
            Grow(1);
        _buffer[Position++] = json;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Position += written;
    }

    /// <summary>Writes a decimal exactly, with its own number of fraction digits and without exponent.</summary>
    public void WriteNumber(decimal value)
    {
        var target = Reserve(32);
        if (!DecimalText.TryWrite(value, target, out var written))
            value.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
        Position += written;
    }

    /// <summary>Writes the shortest number that reads back as the same double.</summary>
    /// <exception cref="CoercionException">The value is not finite.</exception>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
            throw new CoercionException($"Float cannot represent non numeric value: {value}");
        value.TryFormat(Reserve(32), out var written, default, CultureInfo.InvariantCulture);
        Position += written;
    }

    /// <summary>Writes a value that formats itself into UTF-8, in quotes; its text must need no escaping.</summary>
    public void WriteFormatted<T>(T value, ReadOnlySpan<char> format) where T : IUtf8SpanFormattable
    {
        var target = Reserve(128);
        target[0] = (byte)'"';
        if (!value.TryFormat(target[1..], out var written, format, CultureInfo.InvariantCulture))
            throw new CoercionException("A formatted value is longer than 126 bytes.");
        target[written + 1] = (byte)'"';
        Position += written + 2;
    }

    /// <summary>Writes text in quotes, escaped. Unpaired surrogates become U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> text)
    {
        WriteRaw((byte)'"');
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            WriteUtf8(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                break;
            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }
        WriteRaw((byte)'"');
    }

    /// <summary>Writes a JSON value as it was read, numbers digit by digit.</summary>
    public void WriteJson(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: WriteString(value.GetString()); break;
            case JsonValueKind.Undefined: WriteNull(); break;
            case JsonValueKind.Number: WriteUtf8(value.GetRawText()); break;
            case JsonValueKind.True or JsonValueKind.False: WriteBoolean(value.GetBoolean()); break;
            case JsonValueKind.Null: WriteNull(); break;
            default: WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value)); break;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        Position = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Room for that many bytes; what was written into it counts after <see cref="Advance"/>.</summary>
    internal Span<byte> GetSpan(int bytes) => Reserve(bytes);

    /// <summary>Counts bytes that were written into the room.</summary>
    internal void Advance(int bytes) => Position += bytes;

    private void WriteUtf8(ReadOnlySpan<char> text)
    {
        // One UTF-16 unit takes at most three bytes.
        Position += Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));
    }

    private void WriteEscape(char unit)
    {
        switch (unit)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            default:
                WriteRaw("\\u00"u8);
                Utf8Formatter.TryFormat((byte)unit, Reserve(2), out var written, new StandardFormat('x', 2));
                Position += written;
                break;
        }
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - Position < bytes)
            Grow(bytes);
        return _buffer.AsSpan(Position);
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Position + bytes));
        _buffer.AsSpan(0, Position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
