using System.Globalization;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Identity;

/// <summary>
/// Entries of every kind about a few ids, so that chains, circles, repeats and entries about the erased are common.
/// The number property <c>n</c> names an event.
/// </summary>
internal sealed class RandomLog(int seed, int ids, int seconds)
{
    private static readonly byte[] _key = [.. Enumerable.Range(7, ErasedId.KeyLength).Select(i => (byte)i)];
    private readonly Random _random = new(seed);
    private int _events;

    public IEnumerable<LogEntry> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private LogEntry Next() => _random.Next(100) switch
    {
        < 12 => new ActorsMerged(0, Id(), Id()),
        < 18 => new ActorsSplit(0, Id()),
        < 24 => new ActorTaggedBot(0, Id(), _random.Next(4) switch { 0 => false, 1 => null, _ => true }),
        < 26 when ids > 4 => Erasure(Id()),
        < 40 => Change(),
        _ => Event(),
    };

    private string Id() => $"id-{_random.Next(ids)}";

    private static ActorErased Erasure(string id) => new(0, _key, ErasedId.Hash(_key, id));

    private LoggedEvent Event()
    {
        var properties = string.Create(
            CultureInfo.InvariantCulture, $$"""{"n":{{++_events}},"plan":"event-{{_random.Next(3)}}"}""");
        return TestEvents.Event(
            $"name-{_random.Next(3)}",
            _random.Next(9) == 0 ? null : Id(),
            _random.Next(seconds * 2) / 2.0,
            properties,
            session: null,
            _random.Next(2) == 0 ? _random.Next(3) : null,
            $"{_random.Next(100):d2}-{_events}") with { IsBot = _random.Next(12) == 0 };
    }

    private ActorPropertiesChanged Change() => new(
        0,
        Id(),
        TestEvents.Start.AddSeconds(_random.Next(seconds)),
        (ActorPropertyChange)_random.Next(4),
        System.Text.Encoding.UTF8.GetBytes($$"""{"plan":{{Plan()}},"deep":{"score":{{Score()}} } }"""));

    private string Plan() => _random.Next(6) switch
    {
        0 => "null",
        1 => "true",
        2 => "7",
        3 => "[1]",
        var other => $"\"plan-{other}\"",
    };

    private string Score() => _random.Next(8) switch
    {
        0 => "\"high\"",
        1 => "999999999999999999",
        2 => "0.000000000001",
        3 => "-1e3",
        _ => (_random.Next(-500, 500) / 8m).ToString(CultureInfo.InvariantCulture),
    };
}
