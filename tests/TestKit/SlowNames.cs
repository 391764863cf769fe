using Analytics.Domain.Collection;

namespace Analytics.TestKit;

/// <summary>What events are called after the last rename.</summary>
internal sealed class SlowNames
{
    private readonly Dictionary<string, string> _called = new(StringComparer.Ordinal);

    public SlowNames(IEnumerable<LogEntry> entries)
    {
        foreach (var renamed in entries.OfType<EventRenamed>())
            if (renamed.To is { } to)
                _called[renamed.From] = to;
            else
                _called.Remove(renamed.From);
    }

    public string Of(string name) => _called.GetValueOrDefault(name, name);
}
