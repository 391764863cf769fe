using System.Threading.Channels;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Group commit: appends wait in a queue, a few writers each take what is waiting and commit it as one transaction.
/// An append is answered after the commit that holds it. Disposing it writes what is waiting first.
/// </summary>
public sealed class EventLog : IEventLog, IAsyncDisposable
{
    private readonly Channel<PendingAppend> _queue = Channel.CreateUnbounded<PendingAppend>();
    private readonly RoleDataSources _roles;
    private readonly EventPartitions _partitions;
    private readonly EventLogOptions _options;
    private readonly Task _writers;
    private long _ordinals;
    private long _waiting;

    public EventLog(
        RoleDataSources roles,
        LogHeads heads,
        IOptions<EventLogOptions> options,
        TimeProvider clock,
        ILogger<EventLog> logger)
    {
        (_roles, _options, _partitions) = (roles, options.Value, new EventPartitions(roles));
        _writers = Task.WhenAll(Enumerable.Range(0, _options.Writers).Select(_ => Task.Run(WriteAsync)));

        async Task WriteAsync()
        {
            await using var commits = new EventCommits(roles, _partitions, heads, clock, logger);
            while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
                await commits.WriteAsync(TakeWaiting());
        }
    }

    public async Task<Result<AppendOutcome>> AppendAsync(
        TenantScope tenant, LogAppend append, CancellationToken cancellationToken)
    {
        if (append.Count == 0)
            return new AppendOutcome([], await HeadAsync(tenant, cancellationToken));
        if (!TryReserve(append.Count))
            return Problem.Invalid("COLLECTION_BUSY", "The event log is busy. Send the same events again later.");
        var queued = false;
        try
        {
            var created = PendingAppend.Create(
                tenant.Id, append, Interlocked.Add(ref _ordinals, append.Count) - append.Count);
            if (!created.TryGet(out var pending, out var problem))
                return problem;
            await _partitions.EnsureAsync(pending.Months, cancellationToken);
            queued = _queue.Writer.TryWrite(pending);
            ObjectDisposedException.ThrowIf(!queued, this);
            // A caller who leaves from here on gets no answer; his events are written all the same.
            return await pending.Outcome.WaitAsync(cancellationToken);
        }
        finally
        {
            if (!queued)
                Interlocked.Add(ref _waiting, -append.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writers;
    }

    // An append that is longer than the queue is taken when nothing else waits: otherwise it never would be.
    private bool TryReserve(int count)
    {
        var waiting = Interlocked.Add(ref _waiting, count);
        if (waiting <= _options.QueueLength || waiting == count)
            return true;
        Interlocked.Add(ref _waiting, -count);
        return false;
    }

    private List<PendingAppend> TakeWaiting()
    {
        var appends = new List<PendingAppend>();
        var events = 0;
        while (events < _options.CommitSize && appends.Count < EventCommits.MostAppends
            && _queue.Reader.TryRead(out var append))
        {
            appends.Add(append);
            events += append.Count;
        }

        Interlocked.Add(ref _waiting, -events);
        return appends;
    }

    private async Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await new TenantConnections(_roles).LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(EventLogSql.Head, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }
}
