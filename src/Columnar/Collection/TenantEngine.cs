using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Logging;

namespace Analytics.Columnar.Collection;

/// <summary>Keeps one tenant's segments up with its log: one loop takes events in, another one merges.</summary>
internal sealed class TenantEngine(
    TenantScope tenant,
    TenantSegments segments,
    IEventLogReader log,
    LogHeads heads,
    ColumnarOptions options,
    TimeProvider clock,
    ILogger logger) : IDisposable
{
    private readonly TimeSpan _poll = TimeSpan.FromSeconds(options.PollSeconds);
    private BatchEncoder _encoder = new();

    public TenantSegments Segments => segments;

    /// <summary>Runs until it is told to stop; what is in memory then comes from the log again.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        Task.Run(() => TailAsync(stopping), stopping), Task.Run(() => MergeAsync(stopping), stopping));

    /// <returns>The watermark reached; null when the wait was not long enough.</returns>
    public async Task<long?> WaitForAsync(long position, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (true)
        {
            var grown = segments.GrownAsync();
            if (segments.Position is var reached && reached >= position)
                return reached;
            try
            {
                await grown.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public void Dispose()
    {
        _encoder.Dispose();
        segments.Dispose();
    }

    private async Task TailAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var grown = heads.NextAsync(tenant.Id);
            try
            {
                while (await log.HeadAsync(tenant, stopping) > segments.Position)
                {
                    await TakeAsync(stopping);
                    // Another node may have written them: those who wait on this one learn of it here.
                    heads.Advanced(tenant.Id);
                }
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ColumnarLog.TailFailed(logger, exception, tenant.Id.Value, segments.Position);
                // Its dictionaries may hold texts that no segment took along.
                _encoder.Dispose();
                _encoder = new BatchEncoder();
                await Task.Delay(_poll, clock, stopping);
                continue;
            }
            await Task.WhenAny(grown, Task.Delay(_poll, clock, stopping));
        }
    }

    // The next batch is read from the log while this one is encoded.
    private async Task TakeAsync(CancellationToken stopping)
    {
        var batch = await ReadAsync(segments.Position, stopping);
        while (batch.Count > 0)
        {
            var next = batch.Count < options.BatchRows
                ? Task.FromResult<List<LogEntry>>([])
                : Task.Run(() => ReadAsync(batch[^1].Position, stopping), stopping);
            using (var snapshot = segments.Acquire())
                segments.Append(_encoder.Encode(snapshot, batch, segments.Actors));
            batch = await next;
        }
    }

    private async Task<List<LogEntry>> ReadAsync(long after, CancellationToken stopping)
    {
        var batch = new List<LogEntry>();
        await foreach (var logged in log.ReadAsync(tenant, after, options.BatchRows, stopping))
            batch.Add(logged);
        return batch;
    }

    private async Task MergeAsync(CancellationToken stopping)
    {
        var flushed = clock.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var grown = segments.GrownAsync();
            try
            {
                var due = clock.GetElapsedTime(flushed).TotalSeconds >= options.FlushSeconds;
                while (segments.MergeOnce(options.FlushRows, due, stopping))
                    due = false;
                if (clock.GetElapsedTime(flushed).TotalSeconds >= options.FlushSeconds)
                    flushed = clock.GetTimestamp();
                await Task.WhenAny(grown, Task.Delay(TimeSpan.FromSeconds(options.FlushSeconds), clock, stopping));
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ColumnarLog.MergeFailed(logger, exception, tenant.Id.Value);
                await Task.Delay(_poll, clock, stopping);
            }
        }
    }
}
