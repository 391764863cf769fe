using System.Buffers;
using System.Globalization;
using System.Text;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>
/// A text file as UTF-8, whatever it is written in. A byte order mark decides; else text with a zero in every other
/// byte at its start is UTF-16; else the first character beyond ASCII decides between UTF-8 and Windows-1252, so that
/// nothing has to be read twice. What claims to be UTF-8 and is not is found by who reads on.
/// </summary>
/// <param name="inner">The bytes.</param>
/// <param name="given">The encoding, where the caller knows it.</param>
/// <param name="guessesBytes">Whether text that is not Unicode may be Windows-1252.</param>
internal sealed class TextStream(Stream inner, Encoding? given, bool guessesBytes) : Stream
{
    private const int BlockBytes = 64 * 1024;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly ArrayBufferWriter<byte> _ready = new(BlockBytes);
    private Decoder? _decoder;      // null: what comes is passed on as it is
    private bool _isDecided;
    private bool _isStarted;
    private bool _isEnded;
    private int _kept;              // bytes at the block's start that wait for what follows
    private int _taken;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The encoding of a name, e.g. <c>windows-1252</c>; null for one that is unknown.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_taken == _ready.WrittenCount)
        {
            if (_isEnded)
                return 0;
            _ready.ResetWrittenCount();
            _taken = 0;
            var read = await inner.ReadAsync(_block.AsMemory(_kept), cancellationToken);
            _isEnded = read == 0;
            Pass(_block.AsSpan(0, _kept + read));
        }

        var length = Math.Min(buffer.Length, _ready.WrittenCount - _taken);
        _ready.WrittenMemory.Slice(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
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

    private void Pass(Span<byte> bytes)
    {
        if (!_isStarted && !TryStart(bytes))
        {
            _kept = bytes.Length;
            return;
        }

        var length = _isDecided ? bytes.Length : Decide(bytes);
        if (_decoder is null)
            _ready.Write(bytes[..length]);
        else
            Decode(bytes[..length]);
        bytes[length..].CopyTo(_block);
        _kept = bytes.Length - length;
    }

    // False while there are too few bytes to tell.
    private bool TryStart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 && !_isEnded)
            return false;
        _isStarted = true;
        var encoding = given ?? OfStart(bytes);
        _isDecided = encoding is not null || !guessesBytes;
        _decoder = encoding is null or UTF8Encoding ? null : Strict(encoding);
        return true;
    }

    private static Encoding? OfStart(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    // How many bytes may go on; the rest waits for the bytes that decide.
    private int Decide(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (first < 0)
            return bytes.Length;
        var status = Rune.DecodeFromUtf8(bytes[first..], out _, out _);
        if (status == OperationStatus.NeedMoreData && !_isEnded)
            return first;
        _isDecided = true;
        if (status != OperationStatus.Done)
            _decoder = Strict(CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        return bytes.Length;
    }

    private static Decoder Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict.GetDecoder();
    }

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length + 16);
        try
        {
            var length = _decoder!.GetChars(bytes, chars, _isEnded);
            Encoding.UTF8.GetBytes(chars.AsSpan(0, length), _ready);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFaultException(Problem.Invalid("ENCODING_INVALID", string.Create(CultureInfo.InvariantCulture,
                $"The file has bytes that are no text in {given?.WebName ?? "the encoding that its start shows"}.")));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
