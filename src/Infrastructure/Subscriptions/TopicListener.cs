using Analytics.GraphQL.Subscriptions;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Subscriptions;

/// <summary>
/// Receives messages of topics by LISTEN, on a connection of its own. When that is lost it connects again, ever more
/// slowly, and tells all subscribers that they may have missed messages.
/// </summary>
internal sealed class TopicListener(
    RoleDataSources sources, TopicHub topics, TimeProvider clock, ILogger<TopicListener> logger) : BackgroundService
{
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(10);
    // A peer that vanished without a word is found out by a question.
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once messages are received for the first time.</summary>
    public Task Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = _firstDelay;
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await ListenAsync(() => delay = _firstDelay, stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or IOException)
            {
                SubscriptionsLog.ConnectionLost(logger, fault, delay.TotalMilliseconds);
                await Task.Delay(delay, clock, stoppingToken);
                delay = delay * 2 < _longestDelay ? delay * 2 : _longestDelay;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        await using var connection = await sources.App.OpenConnectionAsync(cancellationToken);
        var reader = new TopicPayload.Reader();
        connection.Notification += (_, notification) => Receive(reader, notification.Payload);
        await ExecuteAsync(connection, TopicChannelSql.Listen, cancellationToken);
        connected();
        // Whatever was sent since the last connection, or before the first, did not arrive.
        topics.ReportGap();
        _listening.TrySetResult();
        while (true)
            if (!await connection.WaitAsync(_silence, cancellationToken))
                await ExecuteAsync(connection, TopicChannelSql.Ping, cancellationToken);
    }

    private void Receive(TopicPayload.Reader reader, string payload)
    {
        try
        {
            if (reader.Read(payload) is { } message)
                topics.Receive(message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            SubscriptionsLog.UnreadableMessage(logger, fault);
            topics.ReportGap();
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
