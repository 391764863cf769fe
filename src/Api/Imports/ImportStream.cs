using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Analytics.Api.Collection;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>
/// A file as it comes in, looked at for what makes it unreadable as a whole: broken gzip, bytes that are not UTF-8,
/// a line or a file without end.
/// </summary>
internal sealed class ImportStream(Stream inner, long maxBytes) : Stream
{
    private const int MaxLineBytes = 1024 * 1024;

    private readonly byte[] _tail = new byte[4];   // the start of a character whose rest is still to come
    private int _tailLength;
    private long _position;
    private long _lineBytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="ImportFaultException">The file cannot be read on.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new ImportFaultException(BodyProblems.BrokenGzip);
        }

        if (read == 0 && _tailLength > 0 && buffer.Length > 0)
            throw NotUtf8(_position - _tailLength);
        Check(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A request's body is read without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Check(ReadOnlySpan<byte> bytes)
    {
        var end = _position + bytes.Length;
        if (end > maxBytes)
            throw new ImportFaultException(BodyProblems.TooLarge(maxBytes));
        var lineEnd = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        _lineBytes = lineEnd < 0 ? _lineBytes + bytes.Length : bytes.Length - lineEnd - 1;
        if (_lineBytes > MaxLineBytes)
            throw new ImportFaultException(Problem.Invalid("LINE_TOO_LONG", string.Create(
                CultureInfo.InvariantCulture, $"A line has more than {MaxLineBytes} bytes at byte offset {end}.")));

        var rest = CompleteTail(bytes);
        var whole = rest[..^IncompleteEnd(rest)];
        if (!Utf8.IsValid(whole))
            throw NotUtf8(end - rest.Length + FirstInvalid(whole));
        if (whole.Length < rest.Length)
        {
            rest[whole.Length..].CopyTo(_tail.AsSpan(_tailLength));
            _tailLength += rest.Length - whole.Length;
        }

        _position = end;
    }

    // Adds byte by byte to the character that the last read cut through, until it is one or cannot become one.
    private ReadOnlySpan<byte> CompleteTail(ReadOnlySpan<byte> bytes)
    {
        var start = _position - _tailLength;
        while (_tailLength > 0 && !bytes.IsEmpty)
        {
            _tail[_tailLength++] = bytes[0];
            bytes = bytes[1..];
            var status = Rune.DecodeFromUtf8(_tail.AsSpan(0, _tailLength), out _, out _);
            if (status == OperationStatus.InvalidData)
                throw NotUtf8(start);
            if (status == OperationStatus.Done)
                _tailLength = 0;
        }

        return bytes;
    }

    private static int IncompleteEnd(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
                return length;
        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == OperationStatus.Done)
            offset += length;
        return offset;
    }

    private static ImportFaultException NotUtf8(long offset) => new(Problem.Invalid("INVALID_UTF8", string.Create(
        CultureInfo.InvariantCulture, $"The file is not UTF-8 at byte offset {offset}.")));
}
