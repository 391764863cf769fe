using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Verdicts gather in memory and are written twice a second, those of a tenant in one transaction. Disposing it writes
/// what is left.
/// </summary>
internal sealed class CollectionJournal : ICollectionJournal, IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(0.5);

    private readonly TenantConnections _connections;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private readonly Lock _lock = new();
    private Dictionary<TenantId, JournalPage> _pages = [];

    public CollectionJournal(TenantConnections connections, TimeProvider clock, ILogger<CollectionJournal> logger)
    {
        (_connections, _logger) = (connections, logger);
        _writing = Task.Run(() => WriteAsync(clock));
    }

    public ValueTask NoteAsync(TenantScope tenant, JudgedRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(tenant.Id, out var page))
                _pages.Add(tenant.Id, page = new JournalPage(tenant));
            page.Add(request);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private async Task WriteAsync(TimeProvider clock)
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(_pause, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await FlushAsync();
        }

        await FlushAsync();   // what came while the last one was written
    }

    private async Task FlushAsync()
    {
        Dictionary<TenantId, JournalPage> pages;
        lock (_lock)
            (pages, _pages) = (_pages, []);
        var isAway = false;
        foreach (var page in pages.Values)
        {
            if (isAway)
            {
                Keep(page);
                continue;
            }

            try
            {
                await WriteAsync(page);
            }
            catch (NpgsqlException failure)   // the database is away: the counts wait, bounded, for its return
            {
                CollectionLog.JournalFailed(_logger, page.Tenant.Id.Value, failure);
                Keep(page);
                isAway = true;
            }
        }
    }

    private void Keep(JournalPage page)
    {
        lock (_lock)
            if (_pages.TryGetValue(page.Tenant.Id, out var next))
                next.Add(page);
            else
                _pages.Add(page.Tenant.Id, page);
    }

    // None: what was counted is written, also while the host stops.
    private async Task WriteAsync(JournalPage page)
    {
        await using var lease = await _connections.LeaseAsync(page.Tenant, CancellationToken.None);
        await using var batch = new NpgsqlBatch(lease.Connection);
        batch.BatchCommands.Add(page.CountsCommand());
        if (page.NotesCommand() is { } notes)
            batch.BatchCommands.Add(notes);
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        await lease.CommitAsync(CancellationToken.None);
    }
}
