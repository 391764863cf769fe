using System.Globalization;
using Analytics.Domain.Collection;

namespace Analytics.TestKit;

/// <summary>
/// Small random logs that are made to hurt: few actors, names and instants, so that ties, late arrivals and equal
/// values are common; nobody, sessions that come back, properties that change type.
/// </summary>
public sealed class RandomEvents(int seed, int actors = 6)
{
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>So many events within so many seconds of <see cref="TestEvents.Start"/>, in any order of time.</summary>
    public IEnumerable<LoggedEvent> Take(int count, int seconds) =>
        Enumerable.Range(0, count).Select(_ => Next(RandomWorld.OfSeconds(seconds)));

    /// <summary>An event at any time.</summary>
    public LoggedEvent Next(RandomWorld world)
    {
        var actor = _random.Next(8) == 0 ? null : $"actor-{_random.Next(actors)}";
        var session = _random.Next(4) == 0 ? $"session-{_random.Next(3)}" : null;
        long? sequence = _random.Next(2) == 0 ? _random.Next(3) : null;
        var time = (world.At(_random.Next(world.Steps)) - TestEvents.Start).TotalSeconds;
        return TestEvents.Event(
            $"name-{_random.Next(4)}", actor, time, Properties(), session, sequence,
            $"{_random.Next(1_000):d3}-{seed}-{_count++}");
    }

    private string Properties()
    {
        var members = new List<string>();
        if (_random.Next(3) > 0)
            members.Add($"\"amount\":{Amount()}");
        if (_random.Next(3) > 0)
            members.Add($"\"color\":{Color()}");
        if (_random.Next(4) == 0)
            members.Add($"\"page\":{{\"path\":\"/p{_random.Next(3)}\",\"list\":[1,2],\"none\":null}}");
        if (_random.Next(40) == 0)
            members.Add($"\"rare\":{(_random.Next(2) == 0 ? "\"x\"" : "7")}");
        return $"{{{string.Join(',', members)}}}";
    }

    private string Amount() => _random.Next(12) switch
    {
        0 => "\"12\"",
        1 => "0.000000000000000001",
        2 => "123456789012345678",
        3 => "1e2",
        4 => "1.5E-3",
        _ => (_random.Next(-500, 2_000) / 100m).ToString(CultureInfo.InvariantCulture),
    };

    private string Color() => _random.Next(9) switch
    {
        0 => "true",
        1 => "false",
        2 => "1.0",
        3 => "\"1\"",
        4 => "\"\"",
        5 => "null",
        var other => $"\"color-{other % 3}\"",
    };
}
