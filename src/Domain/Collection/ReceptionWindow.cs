using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Which times of an event are taken at one moment of reception.</summary>
internal readonly struct ReceptionWindow
{
    private readonly DateTimeOffset _receivedAt;
    private readonly DateTimeOffset _earliest;

    public ReceptionWindow(TenantInfo tenant, DateTimeOffset now)
    {
        _receivedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var kept = tenant.RawRetentionMonths is { } months ? _receivedAt.AddMonths(-months) : EventRules.Earliest;
        _earliest = kept > EventRules.Earliest ? kept : EventRules.Earliest;
    }

    /// <summary>The event at its corrected time, or why that time is not taken.</summary>
    public Result<NewEvent> Place(string id, EventInput input, bool isBot)
    {
        var occurredAt = Corrected(input.Timestamp, input.IsTimeFinal ? null : input.SentAt);
        if (Check(occurredAt, "timestamp") is { } problem)
            return problem;
        return new NewEvent(id, input.Name, occurredAt, _receivedAt, input.Properties)
        {
            UserId = input.UserId,
            AnonymousId = input.AnonymousId,
            SessionId = input.SessionId,
            Sequence = input.Sequence,
            ClientTime = input.Timestamp,
            SentAt = input.SentAt,
            Context = input.Context,
            IsBot = isBot,
        };
    }

    /// <summary>What a message says of an actor, from its corrected time on, or why that time is not taken.</summary>
    public Result<NewActorEntry> Place(ActorDraft draft)
    {
        var at = Corrected(draft.Input.Timestamp, draft.Input.IsTimeFinal ? null : draft.Input.SentAt);
        return Check(at, "timestamp") is { } problem ? problem : ActorStatements.Of(draft, at, _receivedAt);
    }

    /// <returns>Null when the time is taken.</returns>
    public Problem? Check(DateTimeOffset occurredAt, string path)
    {
        if (occurredAt - _receivedAt > EventRules.MaxAhead)
            return Problem.Invalid("TIMESTAMP_IN_FUTURE", "The time lies more than 24 hours ahead.", path);
        return occurredAt < _earliest
            ? Problem.Invalid("TIMESTAMP_EXPIRED", "The time is before the raw events that the tenant keeps.", path)
            : null;
    }

    // A client's clock may be years off, so that the correction may leave the calendar: it stops at its ends.
    private DateTimeOffset Corrected(DateTimeOffset? timestamp, DateTimeOffset? sentAt)
    {
        if (timestamp is null)
            return _receivedAt;
        var milliseconds = timestamp.Value.ToUnixTimeMilliseconds();
        if (sentAt is not null)
            milliseconds = Corrected(
                milliseconds, sentAt.Value.ToUnixTimeMilliseconds(), _receivedAt.ToUnixTimeMilliseconds());
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds,
            DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }

    // A batch that stalls on its way looks like a slow clock. Within the tolerance the clock is taken to be right:
    // otherwise what a device sent after that batch, and faster, would come before it. A clock that runs ahead gives
    // no later time than now, which keeps the order too.
    private static long Corrected(long timestamp, long sentAt, long receivedAt)
    {
        var behind = receivedAt - sentAt;
        return Math.Abs(behind) > (long)EventRules.ClockTolerance.TotalMilliseconds ? timestamp + behind
            : behind < 0 ? Math.Min(timestamp, receivedAt)
            : timestamp;
    }
}
