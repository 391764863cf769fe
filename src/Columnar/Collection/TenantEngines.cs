using System.Collections.Concurrent;
using System.Threading.Channels;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Columnar.Collection;

/// <summary>The open engines of this node, one a tenant.</summary>
internal sealed class TenantEngines(
    IOptions<ColumnarOptions> options,
    IEventLogReader log,
    LogHeads heads,
    TimeProvider clock,
    ILogger<TenantEngines> logger) : IDisposable
{
    private readonly ConcurrentDictionary<TenantId, Lazy<Task<TenantEngine>>> _open = new();
    private readonly Channel<TenantEngine> _opened = Channel.CreateUnbounded<TenantEngine>();

    public ColumnarOptions Options => options.Value;

    /// <summary>Engines in the order in which they were opened, for the service that runs them.</summary>
    public ChannelReader<TenantEngine> Opened => _opened.Reader;

    /// <summary>The tenant's engine; the first call opens its files, and has it run.</summary>
    public async Task<TenantEngine> OpenAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var opening = _open.GetOrAdd(
            tenant.Id, static (_, open) => new Lazy<Task<TenantEngine>>(open), () => Task.Run(() => Open(tenant), CancellationToken.None));
        try
        {
            return await opening.Value.WaitAsync(cancellationToken);
        }
        catch when (opening.Value.IsFaulted)
        {
            _open.TryRemove(KeyValuePair.Create(tenant.Id, opening));
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var opening in _open.Values)
            if (opening is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } open })
                open.GetAwaiter().GetResult().Dispose();
        _open.Clear();
    }

    private TenantEngine Open(TenantScope tenant)
    {
        var segments = TenantSegments.Open(
            Path.Combine(Path.GetFullPath(Options.Directory), tenant.Id.ToString()),
            (file, fault) => ColumnarLog.Damaged(logger, tenant.Id.Value, Path.GetFileName(file), fault));
        using var snapshot = segments.Acquire();
        ColumnarLog.Opened(logger, tenant.Id.Value, snapshot.Position, snapshot.Segments.Length);
        var engine = new TenantEngine(tenant, segments, log, heads, Options, clock, logger);
        _opened.Writer.TryWrite(engine);
        return engine;
    }
}
