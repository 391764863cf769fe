using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using static Analytics.TestKit.TestEntries;

namespace Analytics.TestKit;

/// <summary>Random events with what became known of their actors in between.</summary>
/// <param name="seed">Makes the log.</param>
/// <param name="world">When things happen.</param>
/// <param name="kinds">Which entries there are beside events.</param>
/// <param name="actors">How many ids do things.</param>
public sealed class RandomLog(int seed, RandomWorld world, QuestionKinds kinds, int actors = 6)
{
    private readonly Random _random = new(seed);
    private readonly RandomEvents _events = new(seed, actors);

    public IEnumerable<LogEntry> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    /// <summary>The same log with its events in another order; what is known of actors keeps its own.</summary>
    public static IEnumerable<LogEntry> Permuted(IReadOnlyCollection<LogEntry> log, int seed)
    {
        var random = new Random(seed);
        var events = new Queue<LoggedEvent>(log.OfType<LoggedEvent>().OrderBy(_ => random.Next()));
        var others = new Queue<LogEntry>(log.Where(entry => entry is not LoggedEvent));
        while (events.Count + others.Count > 0)
            yield return random.Next(events.Count + others.Count) < events.Count ? events.Dequeue() : others.Dequeue();
    }

    private LogEntry Next() => _random.Next(100) switch
    {
        < 5 when Has(QuestionKinds.Identity) => Merge(Id(), Id()),
        < 8 when Has(QuestionKinds.Identity) => Split(Id()),
        < 10 when Has(QuestionKinds.Identity) => Bot(Id(), _random.Next(4) switch { 0 => false, 1 => null, _ => true }),
        < 11 when Has(QuestionKinds.Identity) && _random.Next(4 * actors) < 6 => Erase(Id()),
        < 12 when Has(QuestionKinds.Identity) => Rename($"name-{_random.Next(4)}", _random.Next(3) == 0 ? null : $"name-{_random.Next(6)}"),
        < 20 when Has(QuestionKinds.ActorProperties) => Change(
            Id(), (world.At(_random.Next(world.Steps)) - TestEvents.Start).TotalSeconds, Properties(),
            (ActorPropertyChange)_random.Next(4)),
        > 97 when Has(QuestionKinds.Identity) => _events.Next(world) with { IsBot = true },
        _ => _events.Next(world),
    };

    private bool Has(QuestionKinds kind) => kinds.HasFlag(kind);

    // One that has no events is among them.
    private string Id() => $"actor-{_random.Next(actors + 1)}";

    private string Properties() => _random.Next(6) switch
    {
        0 => """{"plan":"pro"}""",
        1 => """{"plan":"free","score":0.5}""",
        2 => """{"score":3}""",
        3 => """{"score":"3","color":"color-1"}""",
        4 => """{"color":null,"plan":true}""",
        _ => """{"score":-1.25,"plan":""}""",
    };
}
