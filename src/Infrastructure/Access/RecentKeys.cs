using System.Collections.Concurrent;
using Analytics.Domain.Access;

namespace Analytics.Infrastructure.Access;

/// <summary>
/// Keys that were looked up in the last half second, known or not, so that a busy sender costs two look-ups a second.
/// Callers that come while one is under way wait for it.
/// </summary>
internal sealed class RecentKeys(TimeProvider clock)
{
    private const int Most = 10_000;   // of whoever guesses keys

    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    public async Task<ApiKey?> FindAsync(
        byte[] hash, Func<byte[], CancellationToken, Task<ApiKey?>> find, CancellationToken cancellationToken)
    {
        var name = Convert.ToBase64String(hash);
        var now = clock.GetTimestamp();
        if (!_entries.TryGetValue(name, out var entry) || clock.GetElapsedTime(entry.At, now) > _fresh)
        {
            if (_entries.Count >= Most)
                _entries.Clear();
            // None: others wait for the same look-up.
            entry = new Entry(now, new Lazy<Task<ApiKey?>>(() => find(hash, CancellationToken.None)));
            _entries[name] = entry;
        }

        try
        {
            return await entry.Key.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (entry.Key.Value.IsFaulted)
        {
            _entries.TryRemove(new KeyValuePair<string, Entry>(name, entry));
            throw;
        }
    }

    /// <summary>Forgets all of them: one was changed.</summary>
    public void Clear() => _entries.Clear();

    private sealed record Entry(long At, Lazy<Task<ApiKey?>> Key);
}
