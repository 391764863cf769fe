using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// One question while it is answered: the state of the log that it sees, and what it may cost. Threads share it.
/// </summary>
/// <param name="snapshot">What is read.</param>
/// <param name="sessionGap">Longest silence within a session of the tenant, milliseconds.</param>
/// <param name="budget">What one question may cost, and the threads that all share.</param>
/// <param name="cancellationToken">The caller's.</param>
internal sealed class QueryRun(
    Snapshot snapshot, long sessionGap, QueryBudget budget, CancellationToken cancellationToken)
{
    private readonly long _started = budget.Clock.GetTimestamp();
    private long _rows;
    private long _bytes;
    private volatile bool _isLate;

    public Snapshot Snapshot => snapshot;

    /// <summary>Who pays for the time that it takes.</summary>
    public TenantId Tenant { get; init; }

    public QueryBudget Budget => budget;

    /// <summary>What questions about the same state of the log share.</summary>
    public KeptParts Kept { get; init; } = KeptParts.Nothing;

    /// <summary>The same question of the newest state of the log, for one as of an earlier position; null when it is of the
    /// newest itself.</summary>
    public QueryRun? Newest { get; init; }

    /// <summary>Notes the passes of a question that is only gone through; null for one that is answered.</summary>
    public PlanRecorder? Plan { get; init; }

    /// <summary>Memory taken so far that grows with the data, bytes.</summary>
    public long Reserved => Volatile.Read(ref _bytes);

    /// <summary>The caller's.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Time until the deadline; not below 0.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = TimeSpan.FromSeconds(budget.Options.QuerySeconds) - budget.Clock.GetElapsedTime(_started);
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Longest silence within a session, milliseconds.</summary>
    public long SessionGap => sessionGap;

    /// <summary>What the answer says about itself.</summary>
    public AnswerMeta Meta() => snapshot.Meta(Volatile.Read(ref _rows)) with { ComputedAt = budget.Clock.GetTimestamp() };

    /// <summary>Call it before each shard: goes on only while the caller waits and the question stays in its
    /// budget.</summary>
    /// <param name="rows">Rows that are about to be looked at.</param>
    /// <exception cref="QueryStoppedException">Too many rows, or too long.</exception>
    public void Take(long rows)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Add(ref _rows, rows) > budget.Options.MaxQueryRows)
            throw budget.TooManyRows();
        if (_isLate || Remaining == TimeSpan.Zero)
            throw TooLong();
    }

    /// <summary>The deadline has passed, and stays so: a timer may be a millisecond ahead of the clock.</summary>
    public QueryStoppedException TooLong()
    {
        _isLate = true;
        return budget.TooLong();
    }

    /// <summary>Call it before memory is taken that grows with the data.</summary>
    /// <param name="bytes">Negative to give them back.</param>
    /// <exception cref="QueryStoppedException">The question would hold more than it may.</exception>
    public void Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > budget.Options.MaxQueryMegabytes * 1_048_576L)
            throw budget.TooLarge();
    }

    /// <summary>Makes a pass, as <see cref="ForEachAsync{TState}(int, Func{TState}, Action{TState, int})"/> does. Of a question
    /// that is only gone through it is noted, and where it reads rows its one state has seen none.</summary>
    public ValueTask<IReadOnlyList<TState>> ForEachAsync<TState>(
        in Pass pass, Func<TState> create, Action<TState, int> work)
    {
        Plan?.Add(pass);
        return Plan is null || pass.Rows is null
            ? ForEachAsync(pass.Units, create, work)
            : new ValueTask<IReadOnlyList<TState>>([create()]);
    }

    /// <summary>
    /// Runs every unit once, spread over threads that each have a state of their own; on the calling thread when
    /// there is one unit. Each unit should be about a shard: others get their turns between them.
    /// </summary>
    /// <returns>The states, at least one, to be added up; the caller disposes of them.</returns>
    public async ValueTask<IReadOnlyList<TState>> ForEachAsync<TState>(
        int units, Func<TState> create, Action<TState, int> work)
    {
        if (units > 1)
            return await new UnitWork<TState>(this, units, create, work).RunAsync();
        var state = create();
        try
        {
            if (units == 1)
                work(state, 0);
            return [state];
        }
        catch
        {
            (state as IDisposable)?.Dispose();
            throw;
        }
    }
}
