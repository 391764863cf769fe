using System.Text;
using Analytics.Domain.Collection;

namespace Analytics.TestKit;

/// <summary>Events as short as a test wants them.</summary>
public static class TestEvents
{
    /// <summary>Monday, 2024-01-01, midnight UTC: the instant from which tests count.</summary>
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static int _lastId;

    /// <summary>One event; its position is given by the log.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="actor">Null for nobody.</param>
    /// <param name="seconds">After <see cref="Start"/>; thousandths count.</param>
    /// <param name="properties">A JSON object; null for an empty one.</param>
    /// <param name="session">The sender's session.</param>
    /// <param name="sequence">Breaks ties of time.</param>
    /// <param name="id">Breaks ties of both; null for a new one.</param>
    public static LoggedEvent Event(
        string name,
        string? actor,
        double seconds,
        string? properties = null,
        string? session = null,
        long? sequence = null,
        string? id = null) => new(
            0,
            id ?? $"event-{Interlocked.Increment(ref _lastId):d9}",
            name,
            actor,
            session,
            Start.AddMilliseconds(Math.Round(seconds * 1_000)),
            sequence,
            Encoding.UTF8.GetBytes(properties ?? "{}"));
}
