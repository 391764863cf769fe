using System.Threading.Channels;
using Analytics.GraphQL.Subscriptions;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Subscriptions;

/// <summary>
/// Sends messages of topics by NOTIFY. What is sent while a statement runs goes together in the next one, which keeps the
/// order and lets one round trip carry many messages.
/// </summary>
internal sealed class PostgresBackplane(RoleDataSources sources) : ITopicBackplane, IAsyncDisposable
{
    private const int WaitingMessages = 1_000;    // senders wait while there are more
    private const int MessagesInStatement = 100;

    private readonly Guid _sender = Guid.NewGuid();
    private readonly Channel<PendingMessage> _pending = Channel.CreateBounded<PendingMessage>(WaitingMessages);
    private readonly Lock _starting = new();
    private Task? _sending;
    private long _number;

    /// <inheritdoc/>
    public async ValueTask PublishAsync(TopicMessage message, CancellationToken cancellationToken)
    {
        var pending = new PendingMessage(TopicPayload.Write(message, _sender, Interlocked.Increment(ref _number)));
        lock (_starting)
            _sending ??= Task.Run(SendAllAsync, CancellationToken.None);
        await _pending.Writer.WriteAsync(pending, cancellationToken);
        await pending.Sent.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        if (_sending is not null)
            await _sending;
    }

    private async Task SendAllAsync()
    {
        var batch = new List<PendingMessage>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MessagesInStatement && _pending.Reader.TryRead(out var pending))
                batch.Add(pending);
            try
            {
                await SendAsync([.. batch.SelectMany(pending => pending.Payloads)]);
                batch.ForEach(pending => pending.Sent.TrySetResult());
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The statement sends all or nothing: each sender learns that his message was not sent.
                batch.ForEach(pending => pending.Sent.TrySetException(fault));
            }
        }
    }

    private async Task SendAsync(string[] payloads)
    {
        await using var command = sources.App.CreateCommand(TopicChannelSql.Notify);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = payloads });
        // Senders that give up leave their message to the batch: cancelling would take it from the others.
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private sealed record PendingMessage(IReadOnlyList<string> Payloads)
    {
        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
