using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Tests.Querying;

public sealed class QueryRunTests : IDisposable
{
    private readonly Snapshot _snapshot = new([]);

    public void Dispose() => _snapshot.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_unit_runs_once(int threads)
    {
        var states = await Run(new ColumnarOptions { QueryThreads = threads })
            .ForEachAsync(1_000, () => new List<int>(), static (units, unit) => units.Add(unit));

        Assert.InRange(states.Count, 1, threads);
        Assert.Equal(Enumerable.Range(0, 1_000), states.SelectMany(units => units).Order());
    }

    [Fact]
    public async Task Many_heavy_questions_never_take_more_threads_than_there_are()
    {
        var budget = new QueryBudget(new ColumnarOptions { QueryThreads = 2 }, TimeProvider.System);
        var (now, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await new QueryRun(_snapshot, 0, budget, CancellationToken.None)
            .ForEachAsync(5, () => 0, (_, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                Thread.SpinWait(20_000);
                Interlocked.Decrement(ref now);
            })));

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Fault_of_one_thread_stops_all_and_frees_their_states()
    {
        var states = new List<State>();
        var run = Run(new ColumnarOptions { QueryThreads = 2 });

        await Assert.ThrowsAsync<InvalidDataException>(async () => await run.ForEachAsync(
            10_000,
            () =>
            {
                var state = new State();
                lock (states)
                    states.Add(state);
                return state;
            },
            (_, unit) =>
            {
                if (unit == 50)
                    throw new InvalidDataException();
            }));

        Assert.NotEmpty(states);
        Assert.All(states, state => Assert.True(state.IsDisposed));
        Assert.Single(await run.ForEachAsync(1, () => 7, (_, _) => { }));
    }

    [Fact]
    public void Rows_and_memory_beyond_the_budget_are_problems_with_a_code()
    {
        var run = Run(new ColumnarOptions { MaxQueryRows = 100, MaxQueryMegabytes = 1 });
        run.Take(100);
        run.Reserve(1 << 20);
        run.Reserve(-10);
        run.Reserve(10);

        Assert.Equal("QUERY_ROW_LIMIT", Assert.Throws<QueryStoppedException>(() => run.Take(1)).Problem.Code);
        Assert.Equal("QUERY_MEMORY_LIMIT", Assert.Throws<QueryStoppedException>(() => run.Reserve(1)).Problem.Code);
    }

    [Fact]
    public async Task Question_that_takes_too_long_is_a_problem_also_while_it_waits_for_its_turn()
    {
        var budget = new QueryBudget(new ColumnarOptions { QueryThreads = 1, QuerySeconds = 0.05 }, TimeProvider.System);
        using var hold = new ManualResetEventSlim();
        var other = new QueryRun(_snapshot, 0, new QueryBudget(new ColumnarOptions(), TimeProvider.System), CancellationToken.None);
        budget.Threads.Add(new UnitWork<int>(other, 1, () => 0, (_, _) => hold.Wait()));
        var run = new QueryRun(_snapshot, 0, budget, CancellationToken.None);

        var stopped = await Assert.ThrowsAsync<QueryStoppedException>(
            async () => await run.ForEachAsync(2, () => 0, (_, _) => { }));

        hold.Set();
        Assert.Equal("QUERY_DEADLINE_EXCEEDED", stopped.Problem.Code);
        Assert.Equal("QUERY_DEADLINE_EXCEEDED", Assert.Throws<QueryStoppedException>(() => run.Take(0)).Problem.Code);
    }

    private QueryRun Run(ColumnarOptions options) =>
        new(_snapshot, 0, new QueryBudget(options, TimeProvider.System), CancellationToken.None);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class State : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
