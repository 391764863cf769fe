using System.Buffers;
using System.IO.Compression;

namespace Analytics.Api.Collection;

/// <summary>Reads bodies that are kept in memory as a whole, up to a limit.</summary>
internal static class RequestBody
{
    private const int FirstRent = 64 * 1024;

    /// <summary>Reads the body to its end, or until it is too large, and inflates it.</summary>
    /// <param name="request">Whose body.</param>
    /// <param name="limit">Bytes, as sent and as inflated.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Result<PooledBody>> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return BodyProblems.TooLarge(limit);
        if (!TryInflate(request, out var stream))
            return BodyProblems.Encoding;
        try
        {
            return await ReadAsync(stream, (int?)request.ContentLength, limit, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return BodyProblems.BrokenGzip;
        }
        finally
        {
            if (stream != request.Body)
                await stream.DisposeAsync();
        }
    }

    /// <returns>False when the body is encoded in another way than gzip.</returns>
    public static bool TryInflate(HttpRequest request, out Stream stream)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        stream = request.Body;
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) &&
            !encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
            return false;
        stream = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private static async Task<Result<PooledBody>> ReadAsync(
        Stream stream, int? expected, int limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected + 1 ?? 0, FirstRent));
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                return new PooledBody(buffer, length);
            length += read;
            if (length > limit)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return BodyProblems.TooLarge(limit);
            }

            if (length == buffer.Length)
                buffer = Grow(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
