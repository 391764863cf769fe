using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Group commit: appends wait in a queue, a few writers each take what is waiting and commit it as one transaction.
/// An append is answered after the commit that holds it. Disposing it writes what was accepted first.
/// </summary>
public sealed class EventLog : IEventLog, IAsyncDisposable
{
    private readonly AppendQueue _queue;
    private readonly CommitPace _pace;
    private readonly RoleDataSources _roles;
    private readonly EventPartitions _partitions;
    private readonly Task _writers;
    private long _ordinals;

    public EventLog(
        RoleDataSources roles,
        LogHeads heads,
        IOptions<EventLogOptions> options,
        TimeProvider clock,
        ILogger<EventLog> logger)
    {
        var (settings, pace) = (options.Value, new CommitPace(options.Value.CommitSize, clock));
        (_roles, _partitions, _queue, _pace) = (roles, new EventPartitions(roles), new AppendQueue(settings.QueueLength), pace);
        _writers = Task.WhenAll(Enumerable.Range(0, settings.Writers).Select(_ => Task.Run(WriteAsync)));

        async Task WriteAsync()
        {
            await using var commits = new EventCommits(roles, _partitions, heads, clock, logger);
            while (await _queue.TakeAsync(settings.CommitSize, EventCommits.MostAppends) is { Count: > 0 } appends)
            {
                var begun = pace.Begin();
                await commits.WriteAsync(appends);
                pace.End(begun);
                _queue.Committed(appends);
            }
        }
    }

    public async Task<Result<AppendOutcome>> AppendAsync(
        TenantScope tenant, LogAppend append, CancellationToken cancellationToken)
    {
        if (append.Count == 0)
            return new AppendOutcome([], await HeadAsync(tenant, cancellationToken));
        var (key, weight) = (append.KeyId ?? Guid.Empty, PendingAppend.WeightOf(append));
        if (!_queue.TryPromise(tenant.Id, key, weight))
            return Busy();
        var queued = false;
        try
        {
            var created = PendingAppend.Create(
                tenant.Id, append, Interlocked.Add(ref _ordinals, append.Count) - append.Count);
            if (!created.TryGet(out var pending, out var problem))
                return problem;
            await _partitions.EnsureAsync(pending.Months, cancellationToken);
            _queue.Add(pending);
            queued = true;
            // A caller who leaves from here on gets no answer; his events are written all the same.
            return await pending.Outcome.WaitAsync(cancellationToken);
        }
        finally
        {
            if (!queued)
                _queue.Withdraw(tenant.Id, key, weight);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _writers;
    }

    private Problem Busy() =>
        Problem.Invalid("COLLECTION_BUSY", "The event log is busy. Send the same events again later.") with
        {
            RetryAfter = _pace.TimeFor(_queue.Weight),
        };

    private async Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await new TenantConnections(_roles).LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(EventLogSql.Head, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }
}
