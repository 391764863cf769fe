using System.Text.Json;
using Analytics.Domain.Collection.Enrichment;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// The lists of the settings' files, read again when one changed. A file that cannot be read stops the start; later on,
/// the lists stay as they were until it can.
/// </summary>
internal sealed class EnrichmentFiles : IEnrichmentLists
{
    private readonly EnrichmentOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<EnrichmentFiles> _logger;
    private readonly string[] _files;
    private readonly TimeSpan _reload;
    private volatile EnrichmentLists _current;
    private DateTime[] _written;
    private long _looked;
    private int _looking;

    public EnrichmentFiles(IOptions<EnrichmentOptions> options, TimeProvider clock, ILogger<EnrichmentFiles> logger)
    {
        (_options, _clock, _logger) = (options.Value, clock, logger);
        _files = [.. _options.Files()];
        _reload = TimeSpan.FromSeconds(_options.ReloadSeconds);
        (_looked, _written) = (clock.GetTimestamp(), WrittenAt());
        _current = _files.Length == 0 ? EnrichmentLists.BuiltIn : Read(_options);
    }

    public EnrichmentLists Current
    {
        get
        {
            if (_files.Length > 0 && _clock.GetElapsedTime(Volatile.Read(ref _looked)) >= _reload
                && Interlocked.Exchange(ref _looking, 1) == 0)
                Look();
            return _current;
        }
    }

    private void Look()
    {
        try
        {
            Volatile.Write(ref _looked, _clock.GetTimestamp());
            var written = WrittenAt();
            if (written.AsSpan().SequenceEqual(_written))
                return;
            _written = written;
            _current = Read(_options);
            CollectionLog.ListsRead(_logger);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            CollectionLog.ListsUnreadable(_logger, fault);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    /// <summary>The lists of the files, and those of the product where there is none.</summary>
    internal static EnrichmentLists Read(EnrichmentOptions options) => EnrichmentLists.Read(
        list => options.FileOf(list) is { } file ? File.OpenRead(file) : null);

    private DateTime[] WrittenAt() => [.. _files.Select(File.GetLastWriteTimeUtc)];

    /// <summary>Whether it says that a file is no list.</summary>
    internal static bool IsUnreadable(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or JsonException or ArgumentException;
}
