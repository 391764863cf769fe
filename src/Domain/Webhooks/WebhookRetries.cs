using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Analytics.Domain.Webhooks;

/// <summary>When a message that did not arrive is sent again.</summary>
public static class WebhookRetries
{
    private static readonly TimeSpan[] _delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    /// <summary>Attempts in all; they take about a day.</summary>
    public const int MaxAttempts = 10;

    /// <summary>How long to wait after an attempt: a fifth more or less, so that what failed together does not come back
    /// together.</summary>
    /// <param name="id">Of the message; the same one waits the same.</param>
    /// <param name="attempts">How many there were.</param>
    /// <returns>Null when it is given up.</returns>
    public static TimeSpan? After(Guid id, int attempts)
    {
        if (attempts is < 1 or >= MaxAttempts)
            return null;
        Span<byte> seed = stackalloc byte[17];
        id.TryWriteBytes(seed);
        seed[16] = (byte)attempts;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed, hash);
        var spread = BinaryPrimitives.ReadUInt16LittleEndian(hash) / (double)ushort.MaxValue;
        return _delays[attempts - 1] * (0.8 + 0.4 * spread);
    }
}
