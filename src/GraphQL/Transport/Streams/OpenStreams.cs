using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.GraphQL.Transport.Streams;

/// <summary>
/// All open sockets and event streams of a host. One timer serves them all, since thousands of timers of their own
/// would cost more than the idle connections.
/// </summary>
internal sealed class OpenStreams : IDisposable
{
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<OpenStream, byte> _streams = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly ITimer _timer;
    private readonly int _limit;
    private int _count;
    private int _isTicking;
    private volatile bool _isStopping;

    public OpenStreams(GraphQLServerOptions options, IServiceProvider services)
    {
        Clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _limit = options.MaxOpenStreams;
        var tick = TickOf(options.Sockets);
        _timer = Clock.CreateTimer(_ => Tick(), null, tick, tick);
        _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(Stop);
    }

    /// <summary>The host's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>How many are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Reserves a place; false when there is none.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _count) <= _limit)
            return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>Gives a reserved place back.</summary>
    public void Release() => Interlocked.Decrement(ref _count);

    /// <summary>Watches a stream that has a place.</summary>
    public void Add(OpenStream stream)
    {
        _streams[stream] = 0;
        if (_isStopping)
            stream.Stop();
    }

    public void Remove(OpenStream stream) => _streams.TryRemove(stream, out _);

    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
    }

    private void Tick()
    {
        // A timer does not wait for its last call; what has come due then is found by the next one.
        if (Interlocked.Exchange(ref _isTicking, 1) == 1)
            return;
        var now = Clock.GetTimestamp();
        foreach (var (stream, _) in _streams)
            stream.Tick(now);
        Volatile.Write(ref _isTicking, 0);
    }

    private void Stop()
    {
        _isStopping = true;
        foreach (var (stream, _) in _streams)
            stream.Stop();
    }

    // A quarter of the shortest delay: late by that much at the most.
    private static TimeSpan TickOf(GraphQLSocketOptions options)
    {
        var shortest = new[] { options.ConnectionInitializationTimeout, options.KeepAliveInterval, options.SendTimeout }
            .Where(delay => delay > TimeSpan.Zero).DefaultIfEmpty(LongestTick).Min() / 4;
        return shortest < ShortestTick ? ShortestTick : shortest > LongestTick ? LongestTick : shortest;
    }
}
