using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Tests.Collection;

/// <summary>A quarantine in memory.</summary>
internal sealed class FakeQuarantine : IQuarantine
{
    public List<QuarantineEntry> Entries { get; } = [];

    public int MaxEvents { get; set; } = int.MaxValue;

    public Task<IReadOnlyList<QuarantineStatus>> KeepAsync(
        TenantScope tenant, IReadOnlyList<QuarantinedEvent> events, int planVersion, Guid? key,
        CancellationToken cancellationToken)
    {
        var statuses = new List<QuarantineStatus>();
        foreach (var one in events)
        {
            var isKnown = Entries.Exists(entry => entry.MessageId == one.Event.EventId);
            statuses.Add(isKnown || Entries.Count < MaxEvents ? QuarantineStatus.Kept : QuarantineStatus.Full);
            if (!isKnown && Entries.Count < MaxEvents)
                Entries.Add(new QuarantineEntry(
                    Entries.Count + 1, one.Event.EventId, one.Event.Name, QuarantineState.Open, one.Problem, planVersion,
                    one.Event.ReceivedAt, one.Event));
        }

        return Task.FromResult<IReadOnlyList<QuarantineStatus>>(statuses);
    }

    public Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        TenantScope tenant, QuarantineFilter filter, long? before, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarantineEntry>>([.. Entries
            .Where(entry => entry.Number < (before ?? long.MaxValue)
                && (filter.State ?? entry.State) == entry.State
                && (filter.Code ?? entry.Problem?.Code) == entry.Problem?.Code
                && (filter.Name ?? entry.Name) == entry.Name
                && filter.Numbers?.Contains(entry.Number) != false)
            .OrderByDescending(entry => entry.Number).Take(limit)]);

    public Task<IReadOnlyList<QuarantineCount>> CountAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarantineCount>>([]);

    public Task<bool> MendAsync(
        TenantScope tenant, long number, NewEvent mended, Problem? problem, CancellationToken cancellationToken) =>
        Task.FromResult(Change(number, entry => entry with { Event = mended, Name = mended.Name, Problem = problem }));

    public Task<int> CloseAsync(
        TenantScope tenant, IReadOnlyList<long> numbers, QuarantineState state, CancellationToken cancellationToken) =>
        Task.FromResult(numbers.Count(number => Change(number, entry => entry with { State = state, Event = null })));

    private bool Change(long number, Func<QuarantineEntry, QuarantineEntry> change)
    {
        var place = Entries.FindIndex(entry => entry.Number == number && entry.State == QuarantineState.Open);
        if (place >= 0)
            Entries[place] = change(Entries[place]);
        return place >= 0;
    }
}
