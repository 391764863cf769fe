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
    public Result<NewEvent> Place(EventDraft draft)
    {
        var input = draft.Input;
        var occurredAt = Corrected(input.Timestamp, input.SentAt);
        if (occurredAt is null || occurredAt - _receivedAt > EventRules.MaxAhead)
            return Problem.Invalid("TIMESTAMP_IN_FUTURE", "The event lies more than 24 hours ahead.", "timestamp");
        if (occurredAt < _earliest)
            return Problem.Invalid("TIMESTAMP_EXPIRED",
                "The event is older than the raw events that the tenant keeps.", "timestamp");
        return new NewEvent(draft.Id, input.Name, occurredAt.Value, _receivedAt, input.Properties)
        {
            UserId = input.UserId,
            AnonymousId = input.AnonymousId,
            SessionId = input.SessionId,
            Sequence = input.Sequence,
            ClientTime = input.Timestamp,
            SentAt = input.SentAt,
            Context = input.Context,
        };
    }

    // A client's clock may be years off, so that the correction may leave the calendar; null is after its end.
    private DateTimeOffset? Corrected(DateTimeOffset? timestamp, DateTimeOffset? sentAt)
    {
        if (timestamp is null)
            return _receivedAt;
        var milliseconds = timestamp.Value.ToUnixTimeMilliseconds();
        if (sentAt is not null)
            milliseconds += _receivedAt.ToUnixTimeMilliseconds() - sentAt.Value.ToUnixTimeMilliseconds();
        if (milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds())
            return DateTimeOffset.MinValue;
        return milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
