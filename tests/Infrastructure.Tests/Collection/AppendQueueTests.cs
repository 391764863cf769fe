using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class AppendQueueTests
{
    private const int Turn = 500;               // what a tenant or key is served before the next one's turn
    private const int SecondCommit = 1_000;     // with so much waiting a tenant is in two commits

    private long _ordinals;

    private static TenantId[] Tenants(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new TenantId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])))];

    private static Guid Key(int number) => new(0, (short)number, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_comes_is_taken_once_in_its_keys_order_and_a_tenant_is_in_a_second_commit_only_with_much_waiting(int seed)
    {
        var random = new Random(seed);
        var (capacity, largest) = (random.Next(50, 3_000), random.Next(1, 400));
        var queue = new AppendQueue(capacity);
        var tenants = Tenants(random.Next(1, 6));
        var (added, underWay) = (new List<PendingAppend>(), new List<IReadOnlyList<PendingAppend>>());
        var taken = new List<PendingAppend>();
        Task<IReadOnlyList<PendingAppend>>? take = null;
        for (var step = 0; step < 2_000; step++)
        {
            var (tenant, key, count) = (tenants[random.Next(tenants.Length)], Key(random.Next(4)), random.Next(1, largest + 1));
            if (random.Next(3) > 0 && queue.TryPromise(tenant, key, count))
            {
                if (random.Next(10) == 0)
                    queue.Withdraw(tenant, key, count);
                else
                    queue.Add(Added(tenant, key, count));
            }

            if (random.Next(4) == 0 && (take ??= queue.TakeAsync(random.Next(1, 1_000), 20)).IsCompleted)
            {
                var commit = await take;
                take = null;
                foreach (var ofTenant in commit.GroupBy(append => append.Tenant))
                    Assert.True(
                        underWay.Count(other => other.Any(append => append.Tenant == ofTenant.Key)) is var others
                        && (others == 0 || (others == 1 && WaitingOf(ofTenant.Key) >= SecondCommit)));
                underWay.Add(commit);
                taken.AddRange(commit);
            }

            Assert.InRange(queue.Weight, 0, capacity + largest);
            if (underWay.Count > 0 && random.Next(3) == 0)
                Finish(random.Next(underWay.Count));
        }

        queue.Close();
        while (underWay.Count > 0)
            Finish(0);
        while (await (take ?? queue.TakeAsync(100, 5)) is { Count: > 0 } rest)
        {
            take = null;
            taken.AddRange(rest);
            queue.Committed(rest);
        }

        Assert.Equal(0, queue.Weight);
        Assert.Equal(
            added.GroupBy(append => (append.Tenant, append.Key)).ToDictionary(line => line.Key, Ordinals),
            taken.GroupBy(append => (append.Tenant, append.Key)).ToDictionary(line => line.Key, Ordinals));

        int WaitingOf(TenantId tenant) =>
            added.Except(taken).Where(append => append.Tenant == tenant).Sum(append => append.Weight);

        List<long> Ordinals(IEnumerable<PendingAppend> line) => [.. line.Select(append => append.FirstOrdinal)];

        void Finish(int commit)
        {
            queue.Committed(underWay[commit]);
            underWay.RemoveAt(commit);
        }

        PendingAppend Added(TenantId tenant, Guid key, int count)
        {
            added.Add(Append(tenant, key, count));
            return added[^1];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void However_many_flood_it_the_next_tenant_and_the_next_key_find_a_place(int seed)
    {
        var random = new Random(seed);
        var queue = new AppendQueue(10_000);
        var tenants = Tenants(random.Next(2, 20));
        var (flooding, newcomer) = (tenants[1..], tenants[0]);
        for (var i = 0; i < 30_000; i++)
            Offer(queue, flooding[random.Next(flooding.Length)], Key(random.Next(1, 4)), random.Next(1, 30));

        Assert.False(Offer(queue, flooding[0], Key(1), 5_000));
        Assert.True(Offer(queue, flooding[0], Key(9), 1));
        Assert.True(Offer(queue, newcomer, Key(1), 1));
        Assert.True(Offer(queue, newcomer, Key(2), 1));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Who_always_has_something_waiting_gets_the_same_share_whatever_the_size_of_his_appends(int seed)
    {
        var random = new Random(seed);
        var queue = new AppendQueue(1_000_000);
        var tenants = Tenants(random.Next(2, 7));
        var sizes = tenants.ToDictionary(tenant => tenant, _ => random.Next(30, 800));
        var served = tenants.ToDictionary(tenant => tenant, _ => 0);
        var ofKeys = new Dictionary<Guid, int> { [Key(1)] = 0, [Key(2)] = 0 };
        foreach (var tenant in tenants)
            foreach (var key in ofKeys.Keys)
                for (var weight = 0; weight < 6_000; weight += SizeOf(tenant, key))
                    Assert.True(Offer(queue, tenant, key, SizeOf(tenant, key)));
        for (var commit = 0; commit < 20; commit++)
        {
            var taken = await queue.TakeAsync(4_000, 256);
            foreach (var append in taken)
            {
                served[append.Tenant] += append.Weight;
                if (append.Tenant == tenants[0])
                    ofKeys[append.Key] += append.Weight;
                Assert.True(Offer(queue, append.Tenant, append.Key, append.Weight));
            }

            queue.Committed(taken);
        }

        // A turn and an append ahead of or behind the others, at most.
        Assert.InRange(served.Values.Max() - served.Values.Min(), 0, 2 * (Turn + 800));
        Assert.InRange(Math.Abs(ofKeys[Key(1)] - ofKeys[Key(2)]), 0, 2 * (Turn + 800));

        int SizeOf(TenantId tenant, Guid key) => key == Key(1) ? sizes[tenant] : 1 + (sizes[tenant] / 3);
    }

    [Fact]
    public async Task An_event_of_a_quiet_tenant_is_in_the_next_commit_whatever_others_have_waiting()
    {
        var queue = new AppendQueue(100_000);
        var tenants = Tenants(4);
        foreach (var noisy in tenants[1..])
            while (Offer(queue, noisy, Key(1), 500))
            {
            }

        Assert.True(Offer(queue, tenants[0], Key(1), 1));

        var commit = await queue.TakeAsync(4_000, 256);
        Assert.Single(commit, append => append.Tenant == tenants[0]);
        Assert.Equal(4, commit.Select(append => append.Tenant).Distinct().Count());
    }

    [Fact]
    public async Task With_much_waiting_a_tenant_is_in_two_commits_and_never_in_three()
    {
        var queue = new AppendQueue(100_000);
        var tenant = Tenants(1)[0];
        Offer(queue, tenant, Key(1), 1);
        await queue.TakeAsync(4_000, 10);
        Offer(queue, tenant, Key(1), SecondCommit - 1);
        var second = queue.TakeAsync(4_000, 10);
        Assert.False(second.IsCompleted);
        Offer(queue, tenant, Key(1), 1);

        Assert.Equal(SecondCommit, (await second).Sum(append => append.Weight));
        Offer(queue, tenant, Key(1), 2 * SecondCommit);
        var third = queue.TakeAsync(4_000, 10);
        Assert.False(third.IsCompleted);
        queue.Committed(await second);
        Assert.Equal(2 * SecondCommit, Assert.Single(await third).Weight);
    }

    [Fact]
    public async Task While_one_tenants_commit_is_held_up_the_others_appends_go_on()
    {
        var queue = new AppendQueue(1_000);
        var (held, other) = (Tenants(2)[0], Tenants(2)[1]);
        Offer(queue, held, Key(1), 1);
        var stuck = await queue.TakeAsync(100, 10);
        Offer(queue, held, Key(1), 2);
        Offer(queue, other, Key(1), 3);

        Assert.Equal(other, Assert.Single(await queue.TakeAsync(100, 10)).Tenant);
        var next = queue.TakeAsync(100, 10);
        Assert.False(next.IsCompleted);
        queue.Committed(stuck);
        Assert.Equal(2, Assert.Single(await next).Weight);
    }

    [Fact]
    public async Task A_closed_queue_waits_for_what_it_has_promised_and_promises_no_more()
    {
        var queue = new AppendQueue(1_000);
        var tenant = Tenants(1)[0];
        Assert.True(queue.TryPromise(tenant, Key(1), 1));
        Assert.True(queue.TryPromise(tenant, Key(2), 1));
        queue.Close();

        var take = queue.TakeAsync(100, 10);
        Assert.Throws<ObjectDisposedException>(() => queue.TryPromise(tenant, Key(1), 1));
        Assert.False(take.IsCompleted);
        queue.Add(Append(tenant, Key(1), 1));
        var last = await take;
        Assert.Single(last);
        queue.Committed(last);
        var end = queue.TakeAsync(100, 10);
        Assert.False(end.IsCompleted);
        queue.Withdraw(tenant, Key(2), 1);
        Assert.Empty(await end);
    }

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    private bool Offer(AppendQueue queue, TenantId tenant, Guid key, int count)
    {
        if (!queue.TryPromise(tenant, key, count))
            return false;
        queue.Add(Append(tenant, key, count));
        return true;
    }

    private PendingAppend Append(TenantId tenant, Guid key, int count) => PendingAppend.Create(
        tenant, new LogAppend([.. Enumerable.Repeat(Events.New("e"), count)]) { KeyId = key },
        (_ordinals += count) - count).Value;
}
