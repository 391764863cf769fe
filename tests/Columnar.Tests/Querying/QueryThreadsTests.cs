using Analytics.Columnar.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

public sealed class QueryThreadsTests
{
    private static readonly TenantId _heavy = new(Guid.NewGuid());
    private static readonly TenantId _light = new(Guid.NewGuid());

    private readonly FakeTime _time = new();
    private readonly List<char> _served = [];
    private readonly QueryThreads _threads;

    public QueryThreadsTests() => _threads = new QueryThreads(1, _time);

    private string Served
    {
        get
        {
            lock (_served)
                return string.Concat(_served);
        }
    }

    [Fact]
    public async Task Who_asks_little_goes_before_who_asks_without_pause_unit_by_unit()
    {
        var light = new Work(this, _light, 'l', 4);
        var heavy = new Work(this, _heavy, 'H', 400) { At = (300, () => _threads.Add(light)) };
        _threads.Add(heavy);
        await Task.WhenAll(heavy.Ended, light.Ended);

        Assert.Equal(new string('H', 301) + "llll" + new string('H', 99), Served);
    }

    [Fact]
    public async Task Who_asks_as_much_as_the_other_gets_as_much_once_the_credit_is_used_up()
    {
        var other = new Work(this, _light, 'l', 400);
        var heavy = new Work(this, _heavy, 'H', 1_000) { At = (300, () => _threads.Add(other)) };
        _threads.Add(heavy);
        await Task.WhenAll(heavy.Ended, other.Ended);

        // 250 ms of credit are 50 units of 5 ms; from there on slices of 10 ms in turns.
        var since = Served[301..];
        Assert.InRange(since[..60].Count(unit => unit == 'l'), 50, 56);
        Assert.InRange(since[60..360].Count(unit => unit == 'l'), 140, 160);
        Assert.DoesNotContain(new string('l', 5), since[60..360]);
        Assert.DoesNotContain(new string('H', 5), since[60..360]);
    }

    [Fact]
    public async Task Questions_of_one_tenant_take_turns_and_the_one_nobody_works_on_goes_first()
    {
        var second = new Work(this, _heavy, 'b', 6);
        var first = new Work(this, _heavy, 'a', 8) { At = (0, () => _threads.Add(second)) };
        _threads.Add(first);
        await Task.WhenAll(first.Ended, second.Ended);

        Assert.Equal("aabbaabbaabbaa", Served);
    }

    [Fact]
    public async Task Threads_end_when_nothing_is_asked_and_come_back()
    {
        var threads = new QueryThreads(2, TimeProvider.System, TimeSpan.FromMilliseconds(1));
        for (var round = 0; round < 20; round++)
        {
            var work = new Work(this, _light, 'l', 3);
            threads.Add(work);
            await work.Ended;
            await Task.Delay(round % 4);
        }

        Assert.Equal(60, Served.Length);
    }

    // Units of 5 ms.
    private sealed class Work(QueryThreadsTests test, TenantId tenant, char name, int units) : IUnits
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next;

        public TenantId Tenant => tenant;

        public Task Ended => _ended.Task;

        /// <summary>What happens during a unit.</summary>
        public (int Unit, Action Act)? At { get; init; }

        public bool RunNext(int thread)
        {
            var unit = Interlocked.Increment(ref _next) - 1;
            if (unit >= units)
                return false;
            lock (test._served)
                test._served.Add(name);
            if (At is { } at && at.Unit == unit)
                at.Act();
            test._time.Advance(TimeSpan.FromMilliseconds(5));
            if (unit == units - 1)
                _ended.SetResult();
            return unit < units - 1;
        }
    }
}
