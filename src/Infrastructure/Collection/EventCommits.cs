using Analytics.Domain.Collection;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Writes appends that were waiting together and answers each. When a commit of several fails through one of them,
/// each is written alone, so that only the faulty one is refused.
/// </summary>
internal sealed class EventCommits(
    RoleDataSources roles, EventPartitions partitions, LogHeads heads, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    /// <summary>Bounds the tenants of a commit: each reads all of its rows once.</summary>
    public const int MostAppends = 256;

    private static readonly TimeSpan[] _pauses =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private EventWriteSession? _session;

    /// <summary>Returns when every append has its answer; never throws.</summary>
    public async Task WriteAsync(IReadOnlyList<PendingAppend> appends)
    {
        if (appends.Count == 0)
            return;
        if (await TryCommitAsync(appends) is not { } failure)
            return;
        if (appends.Count > 1 && !IsOutage(failure))
        {
            CollectionLog.CommitSplit(logger, appends.Count, failure);
            foreach (var append in appends)
                await WriteAsync([append]);
            return;
        }

        CollectionLog.AppendsFailed(logger, appends.Count, failure);
        foreach (var append in appends)
        {
            if (IsUnstorable(failure))
                append.Refuse(PendingAppend.NotStorable(null));
            else
                append.Fail(failure);
        }
    }

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Null when the appends are durable and answered. To try again is safe even if a commit was lost on its way back:
    // the ids are in the log then, and the events are answered as known.
    private async Task<Exception?> TryCommitAsync(IReadOnlyList<PendingAppend> appends)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (commits, failure) = await CommitOnceAsync(appends);
            if (failure is null)
            {
                foreach (var commit in commits)
                    Answer(commit);
                return null;
            }

            if (attempt == _pauses.Length || !await MayRetryAsync(appends, failure))
                return failure;
            await Task.Delay(_pauses[attempt], clock, CancellationToken.None);
        }
    }

    private async Task<(IReadOnlyList<TenantCommit> Commits, Exception? Failure)> CommitOnceAsync(
        IReadOnlyList<PendingAppend> appends)
    {
        try
        {
            // None: what was accepted is written, whoever stopped waiting.
            _session ??= await EventWriteSession.OpenAsync(roles, CancellationToken.None);
            return (await _session.CommitAsync(appends, CancellationToken.None), null);
        }
        catch (Exception failure)   // whatever it was, those who wait are told and the writer goes on
        {
            await DropSessionAsync();
            return ([], failure);
        }
    }

    private void Answer(TenantCommit commit)
    {
        var appends = commit.Appends;
        foreach (var ordinal in commit.Duplicates)
            AppendOf(ordinal).MarkDuplicate(ordinal);
        Mark(commit.Erased, AppendStatus.ActorErased);
        Mark(commit.OptedOut, AppendStatus.ActorOptedOut);
        Mark(commit.Unmerged, AppendStatus.NotMerged);
        heads.Advanced(appends[0].Tenant);
        foreach (var append in appends)
            append.Succeed(commit.Head);

        void Mark(long[] ordinals, AppendStatus status)
        {
            foreach (var ordinal in ordinals)
                AppendOf(ordinal).Mark(ordinal, status);
        }

        PendingAppend AppendOf(long ordinal) => appends.First(
            append => ordinal >= append.FirstOrdinal && ordinal < append.FirstOrdinal + append.Count);
    }

    private async Task<bool> MayRetryAsync(IReadOnlyList<PendingAppend> appends, Exception failure)
    {
        if (failure is not PostgresException { SqlState: PostgresErrorCodes.CheckViolation })
            return IsOutage(failure);
        // A partition that was known is gone.
        partitions.Forget();
        try
        {
            foreach (var append in appends)
                await partitions.EnsureAsync(append.Months, CancellationToken.None);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;   // the first failure tells more
        }
    }

    private async Task DropSessionAsync()
    {
        var session = _session;
        _session = null;
        if (session is not null)
            await session.DisposeAsync();
    }

    private static bool IsOutage(Exception failure) =>
        failure is IOException or NpgsqlException { IsTransient: true } || DatabaseOutage.IsCause(failure);

    // Data exceptions and exceeded limits: the same bytes will never be taken.
    private static bool IsUnstorable(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2', ..] or ['5', '4', ..] };
}
