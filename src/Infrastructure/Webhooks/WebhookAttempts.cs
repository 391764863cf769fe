using System.Globalization;
using System.Net;
using System.Text;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>One attempt for each message that is due, and what it means for the message.</summary>
internal sealed class WebhookAttempts(
    TenantConnections connections, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookAttempts> logger)
    : IDisposable
{
    private const int Batch = 50;
    private const int LongestReason = 300;   // characters

    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
    private readonly HttpMessageInvoker _http = PublicHttp.Create(
        options.Value.AllowPrivateTargets, TimeSpan.FromSeconds(options.Value.TimeoutSeconds));

    /// <summary>Sends at most 50 messages of a tenant, some at a time.</summary>
    public async Task SendDueAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(tenant, cancellationToken);
        await Parallel.ForEachAsync(
            claimed,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Senders, CancellationToken = cancellationToken },
            async (message, stopping) => await FinishAsync(tenant, message, await SendAsync(message, stopping), stopping));
    }

    public void Dispose() => _http.Dispose();

    private async Task<List<Message>> ClaimAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Long enough for the whole batch to be sent: the last of it waits for those before.
        var until = now + (_timeout * ((Batch / options.Value.Senders) + 2));
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(WebhookSql.Claim, lease.Connection);
        command.Parameters.Add(Value(tenant.Id.Value));
        command.Parameters.Add(Value(now));
        command.Parameters.Add(Value(until));
        command.Parameters.Add(Value(Batch));
        var claimed = new List<Message>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                claimed.Add(new Message(
                    reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1),
                    reader.IsDBNull(2) ? [] : reader.GetFieldValue<byte[]>(2), reader.GetString(3), reader.GetInt32(4)));
        await lease.CommitAsync(cancellationToken);
        return claimed;
    }

    private async Task<Outcome> SendAsync(Message message, CancellationToken stopping)
    {
        if (message.Url is null)
            return new Outcome(null, "The endpoint is disabled.", IsFinal: true);
        // A node that was killed at the last attempt leaves none to make.
        if (message.Attempt > WebhookRetries.MaxAttempts)
            return new Outcome(null, "The last attempt was cut off.", IsFinal: true);
        using var patience = new CancellationTokenSource(_timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            using var request = Request(message);
            using var response = await _http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300
                ? new Outcome(status, null, IsFinal: true)
                : new Outcome(status, $"The endpoint answered {status}.", response.StatusCode is HttpStatusCode.Gone);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Outcome(null, $"No answer within {_timeout.TotalSeconds:0.#} s.", IsFinal: false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return new Outcome(null, failure.Message, IsFinal: false);
        }
    }

    private HttpRequestMessage Request(Message message)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var id = message.Id.ToString();
        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(message.Secret, id, timestamp, body));
        return request;
    }

    private async Task FinishAsync(
        TenantScope tenant, Message message, Outcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var delay = outcome.Reason is null || outcome.IsFinal ? null : WebhookRetries.After(message.Id, message.Attempt);
        var state = outcome.Reason is null ? WebhookDeliveryState.Delivered
            : delay is null ? WebhookDeliveryState.Failed
            : WebhookDeliveryState.Pending;
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(WebhookSql.Finish, lease.Connection);
        command.Parameters.Add(Value(tenant.Id.Value));
        command.Parameters.Add(Value(message.Id));
        command.Parameters.Add(Value(message.Attempt));
        command.Parameters.Add(Value(WebhookStore.TextOf(state)));
        command.Parameters.Add(Value(now + delay));
        command.Parameters.Add(Value(delay is null ? now : (DateTimeOffset?)null));
        command.Parameters.Add(Value(outcome.Status));
        command.Parameters.Add(Value(outcome.Reason is { Length: > LongestReason } reason ? reason[..LongestReason] : outcome.Reason));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        if (state is WebhookDeliveryState.Failed)
            WebhooksLog.GivenUp(logger, message.Id, tenant.Id.Value, message.Attempt);
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    /// <param name="Id">Of the delivery.</param>
    /// <param name="Url">Null when the endpoint takes nothing any more.</param>
    /// <param name="Secret">Signs.</param>
    /// <param name="Body">As it is signed.</param>
    /// <param name="Attempt">From 1.</param>
    private sealed record Message(Guid Id, string? Url, byte[] Secret, string Body, int Attempt);

    /// <param name="Status">Null without an answer.</param>
    /// <param name="Reason">Null when it arrived.</param>
    /// <param name="IsFinal">No further attempt can change it.</param>
    private sealed record Outcome(int? Status, string? Reason, bool IsFinal);
}
