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
    /// <summary>Takes in events for a part of the time, 1 in so many + 1, while they come without pause.</summary>
    private const int RestForWork = 4;

    // One tenant's files at a time: a start leaves the disk to those who ask.
    private static readonly SemaphoreSlim _verifying = new(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _leastRest = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _mostRest = TimeSpan.FromMilliseconds(150);
    private readonly TimeSpan _poll = TimeSpan.FromSeconds(options.PollSeconds);
    private readonly SpareTime _sweeping = new(clock);
    private readonly SpareTime _folding = new(clock);
    private TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;   // how many wait for a position
    private BatchEncoder _encoder = new();
    private long _encodedThrough = segments.Position;

    public TenantSegments Segments => segments;

    /// <summary>Runs until it is told to stop; what is in memory then comes from the log again.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        Task.Run(() => TailAsync(stopping), stopping),
        Task.Run(() => MergeAsync(stopping), stopping),
        Task.Run(() => VerifyAsync(stopping), stopping));

    /// <summary>Forgets a damaged file: what it held is taken from the log again.</summary>
    public void Drop(SegmentDamagedException damage)
    {
        if (segments.Drop(damage))
            ColumnarLog.Damaged(logger, tenant.Id.Value, Path.GetFileName(damage.Path)!, damage.Message);
    }

    /// <returns>The watermark reached; null when the wait was not long enough.</returns>
    public async Task<long?> WaitForAsync(long position, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // Counted before the rest under way is ended: one that begins meanwhile sees the count.
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                var grown = segments.GrownAsync();
                if (segments.Position is var reached && reached >= position)
                    return reached;
                Volatile.Read(ref _awaited).TrySetResult();
                await grown.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Waits a little until a position is visible.</summary>
    /// <param name="position">Of the log.</param>
    /// <param name="path">The argument that names it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null when it is; else <c>VALUE_OUT_OF_RANGE</c> or <c>NOT_YET_VISIBLE</c>.</returns>
    public async Task<Problem?> ReachAsync(long position, string path, CancellationToken cancellationToken) =>
        position < 0
            ? Problem.Invalid("VALUE_OUT_OF_RANGE", $"'{path}' is a position of the log, from 0.", path)
            : position <= segments.Position || await WaitForAsync(position, _patience, cancellationToken) is not null
            ? null
            : Problem.Invalid(
                "NOT_YET_VISIBLE",
                $"Position {position} is not visible yet; the engine has seen the log up to {segments.Position}.",
                path);

    /// <summary>Waits a little while a damaged file is being rebuilt: an answer would lack what one before had.</summary>
    /// <returns>Null when everything is there; else <c>NOT_YET_VISIBLE</c>.</returns>
    public async Task<Problem?> WholeAsync(CancellationToken cancellationToken)
    {
        var promised = segments.Promised;
        if (promised <= segments.Position || await WaitForAsync(promised, _patience, cancellationToken) is not null)
            return null;
        return Problem.Invalid(
            "NOT_YET_VISIBLE",
            $"A damaged file is being rebuilt from the log; the engine has seen it up to {segments.Position} of {promised}.");
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
            var begun = clock.GetTimestamp();
            try
            {
                while (await log.HeadAsync(tenant, stopping) > segments.Position)
                {
                    await TakeAsync(stopping);
                    // Another node may have written them: those who wait on this one learn of it here.
                    heads.Advanced(tenant.Id);
                }
                // No event may get the code of a text that is about to go.
                if (_sweeping.TryUse(segments.Sweep))
                    RenewEncoder();
            }
            catch (SegmentDamagedException damage)
            {
                Drop(damage);
                RenewEncoder();
                continue;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ColumnarLog.TailFailed(logger, exception, tenant.Id.Value, segments.Position);
                RenewEncoder();
                await Task.Delay(_poll, clock, stopping);
                continue;
            }
            await RestAsync(clock.GetElapsedTime(begun), stopping);
            await Task.WhenAny(grown, Task.Delay(_poll, clock, stopping));
        }
    }

    // Each batch has a price of its own, and so has each segment that is merged: a log that grows all the time is taken
    // in larger batches, unless somebody waits for his events.
    private async Task RestAsync(TimeSpan busy, CancellationToken stopping)
    {
        var rest = RestForWork * busy;
        if (rest < _leastRest)
            return;
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaited, awaited);
        if (Volatile.Read(ref _waiting) > 0)
            return;
        await Task.WhenAny(awaited.Task, Task.Delay(rest < _mostRest ? rest : _mostRest, clock, stopping));
    }

    // The next batch is read from the log while this one is encoded.
    private async Task TakeAsync(CancellationToken stopping)
    {
        var batch = await ReadAsync(segments.Position, 0, stopping);
        while (batch.Count > 0)
        {
            var next = batch.Count < options.BatchRows
                ? Task.FromResult<List<LogEntry>>([])
                : Task.Run(() => ReadAsync(batch[^1].Position, options.BatchRows, stopping), stopping);
            var isNext = Append(batch);
            var following = await next;
            if (!isNext)
                return;
            batch = following;
        }
    }

    // False when a damaged file set the position back: then reading starts there, with the dictionaries of there.
    private bool Append(List<LogEntry> batch)
    {
        using var snapshot = segments.Acquire();
        if (snapshot.Position == _encodedThrough && segments.Append(_encoder.Encode(snapshot, batch, segments.Actors)))
        {
            _encodedThrough = batch[^1].Position;
            return true;
        }
        RenewEncoder();
        return false;
    }

    // Its dictionaries may hold texts that no segment took along, or that are gone.
    private void RenewEncoder()
    {
        _encoder.Dispose();
        (_encoder, _encodedThrough) = (new BatchEncoder(), segments.Position);
    }

    // Behind a full batch another full one is likely.
    private async Task<List<LogEntry>> ReadAsync(long after, int expected, CancellationToken stopping)
    {
        var batch = new List<LogEntry>(expected);
        await foreach (var logged in log.ReadAsync(tenant, after, options.BatchRows, stopping))
            batch.Add(logged);
        return batch;
    }

    // Files are opened without reading them; what no question asks for is looked at here.
    private async Task VerifyAsync(CancellationToken stopping)
    {
        var isMyTurn = false;
        try
        {
            await _verifying.WaitAsync(stopping);
            isMyTurn = true;
            segments.Verify(stopping);
        }
        catch (SegmentDamagedException damage)
        {
            Drop(damage);
        }
        catch (OperationCanceledException)
        {
            // It is done when the files are opened next.
        }
        finally
        {
            if (isMyTurn)
                _verifying.Release();
        }
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
                _folding.TryUse(() => segments.FoldOnce(all: false, stopping));
                await Task.WhenAny(grown, Task.Delay(TimeSpan.FromSeconds(options.FlushSeconds), clock, stopping));
            }
            catch (SegmentDamagedException damage)
            {
                Drop(damage);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ColumnarLog.MergeFailed(logger, exception, tenant.Id.Value);
                await Task.Delay(_poll, clock, stopping);
            }
        }
    }
}
