using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Identity;

public sealed class ActorPropertyTests(ITestOutputHelper output)
{
    private const int Seconds = 20;
    private static readonly string[] _properties = ["plan", "deep.score", "unknown"];

    [Fact]
    public void Random_changes_give_the_values_of_the_slow_twin_at_every_time()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            output.WriteLine($"seed {seed}");
            var ids = 3 + (seed % 7);
            var entries = new RandomLog(seed, ids, Seconds).Take(60 + (seed * 10))
                .Select((entry, index) => entry with { Position = index + 1 }).ToList();
            var slow = new SlowActorProperties(entries);
            using var store = new EncodedLog(entries, 17);
            foreach (var property in _properties)
            {
                var index = store.Snapshot.ActorProperty(store.Snapshot.Property(property));
                foreach (var id in Enumerable.Range(0, ids).Select(number => $"id-{number}"))
                {
                    var actor = store.ActorOf(id);
                    Assert.Equal(slow.Current(id, property), store.Value(property, index.Current(actor)));
                    for (var second = -1; second <= Seconds; second++)
                        Assert.Equal(
                            slow.At(id, property, TestEvents.Start.AddSeconds(second)),
                            store.Value(property, index.At(actor, Milliseconds(second))));
                }
            }
        }
    }

    [Theory]
    [InlineData("1.5", "2.25", "3.75")]
    [InlineData("-0.1", "0.1", "0")]
    [InlineData("999999999999999999", "1", "999999999999999999")]
    [InlineData("99999999999999999.5", "0.000001", "99999999999999999.5")]
    [InlineData("0.000000000000000001", "1", "1")]
    [InlineData("123456789012345678", "0.5", "123456789012345678")]
    [InlineData("123456789012345677", "0.5", "123456789012345678")]
    public void An_increment_keeps_eighteen_digits(string before, string added, string sum)
    {
        using var store = new EncodedLog(
            [Change(1, ActorPropertyChange.Set, before), Change(2, ActorPropertyChange.Increment, added)], 10);

        var value = store.Snapshot.ActorProperty(store.Snapshot.Property("n")).Current(store.ActorOf("a"));

        Assert.Equal(decimal.Parse(sum, System.Globalization.CultureInfo.InvariantCulture), store.Value("n", value));
    }

    [Fact]
    public void Changes_that_arrive_late_count_from_their_time_and_ties_go_by_position()
    {
        using var store = new EncodedLog(
            [
                Change(1, ActorPropertyChange.Set, "5", 50),
                Change(2, ActorPropertyChange.SetOnce, "1", 10),
                Change(3, ActorPropertyChange.Set, "6", 50),
                Change(4, ActorPropertyChange.SetOnce, "2", 20),
                Change(5, ActorPropertyChange.Increment, "3", 30),
            ],
            2);
        var index = store.Snapshot.ActorProperty(store.Snapshot.Property("n"));

        Assert.Equal(
            [null, 1m, 1m, 4m, 4m, 6m],
            new[] { 9, 10, 20, 30, 49, 50 }.Select(second => store.Value("n", index.At(store.ActorOf("a"), Milliseconds(second)))));
    }

    [Fact]
    public async Task An_index_is_made_anew_only_when_an_entry_changes_it()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, Change(0, ActorPropertyChange.Set, "1"), Other("""{"m":1}"""));
        var first = await IndexAsync();

        await running.AppendAsync(tenant, TestEvents.Event("e", "a", 1), Other("""{"m":2}"""));
        Assert.Same(first, await IndexAsync());
        await running.AppendAsync(tenant, Change(0, ActorPropertyChange.Set, "2"));
        var second = await IndexAsync();
        await running.AppendAsync(tenant, new ActorsMerged(0, "a", "b"));
        var third = await IndexAsync();

        Assert.Equal([1, 2, 0], new[] { first, second, third }.Select(index => index.Current(1).Value));
        Assert.Equal(2, third.Current(2).Value);

        async Task<ActorPropertyIndex> IndexAsync()
        {
            var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
            using var snapshot = engine.Segments.Acquire();
            return snapshot.ActorProperty(snapshot.Property("n"));
        }

        static ActorPropertiesChanged Other(string json) => new(
            0, "a", TestEvents.Start, ActorPropertyChange.Set, System.Text.Encoding.UTF8.GetBytes(json));
    }

    private static ActorPropertiesChanged Change(long position, ActorPropertyChange change, string number, int second = 0) => new(
        position, "a", TestEvents.Start.AddSeconds(second), change, System.Text.Encoding.UTF8.GetBytes($$"""{"n":{{number}}}"""));

    private static long Milliseconds(int second) => TestEvents.Start.AddSeconds(second).ToUnixTimeMilliseconds();

    /// <summary>A log in segments of so many entries, none of them merged.</summary>
    private sealed class EncodedLog : IDisposable
    {
        private readonly BatchEncoder _encoder = new();
        private readonly IdentityOverlay _identity = new();

        public EncodedLog(IReadOnlyList<LogEntry> entries, int batch)
        {
            Snapshot = new Snapshot([]);
            foreach (var part in entries.Chunk(batch))
            {
                var segment = _encoder.Encode(Snapshot, part);
                _identity.Take(segment);
                var next = new Snapshot([.. Snapshot.Segments, segment]);
                segment.Release();
                Snapshot.Dispose();
                Snapshot = next;
            }
        }

        public Snapshot Snapshot { get; private set; }

        public uint ActorOf(string id) => _identity.Map.ActorOf(Snapshot.Dictionary(DictionaryId.Actors).Find(id));

        public object? Value(string property, ActorValue value) => value.Kind switch
        {
            ValueKind.Text => Snapshot.Dictionary(Snapshot.Property(property)).Text((uint)value.Value),
            ValueKind.Number => ExactDecimal.Of(value.Value, value.Scale),
            ValueKind.Boolean => value.Value == 2,
            _ => null,
        };

        public void Dispose()
        {
            Snapshot.Dispose();
            _encoder.Dispose();
            _identity.Dispose();
        }
    }
}
