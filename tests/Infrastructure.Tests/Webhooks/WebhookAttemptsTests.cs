using System.Text;
using System.Text.Json;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Webhooks;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Tests.Webhooks;

public sealed class WebhookAttemptsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly FakeTime _clock = new();
    private readonly WebhookSecret _secret = WebhookSecret.Create();
    private TwoTenants _tenants = null!;
    private WebhookStore _store = null!;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TenantScope Here => _tenants.Here;

    public async ValueTask InitializeAsync()
    {
        _tenants = await TwoTenants.CreateAsync(postgres, clock: _clock);
        _store = new WebhookStore(_tenants.Connections, _clock);
        _receiver = new WebhookReceiver();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_signed_once_and_is_delivered()
    {
        await AddEndpointAsync(WebhookTopics.QualityBreached);
        await AddEndpointAsync(WebhookTopics.Test);
        using var attempts = Attempts();

        Assert.Equal(1, await _store.PutAsync(Here, WebhookTopics.QualityBreached, """{"rule":"é"}""", Token));
        Assert.Equal(0, await _store.PutAsync(_tenants.There, WebhookTopics.QualityBreached, "{}", Token));
        await attempts.SendDueAsync(Here, Token);
        await attempts.SendDueAsync(Here, Token);
        await attempts.SendDueAsync(_tenants.There, Token);

        var received = Assert.Single(_receiver.Received);
        var delivery = await OnlyAsync();
        Assert.Equal((delivery.Id.ToString(), "1704067200"), (received.Id, received.Timestamp));
        Assert.True(WebhookSignature.Verify(
            _secret.Key.Span, received.Id, received.Timestamp, Encoding.UTF8.GetBytes(received.Body), received.Signature));
        var body = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal("data_quality.breached", body.GetProperty("type").GetString());
        Assert.Equal("2024-01-01T00:00:00.000Z", body.GetProperty("timestamp").GetString());
        Assert.Equal("é", body.GetProperty("data").GetProperty("rule").GetString());
        Assert.Equal(
            (WebhookDeliveryState.Delivered, 1, 204, null, null),
            (delivery.State, delivery.Attempts, delivery.LastStatus, delivery.Reason, delivery.NextAttemptAt));
        Assert.Empty(await _store.ListAsync(_tenants.There, new(null, null), null, 10, Token));
    }

    [Fact]
    public async Task An_endpoint_that_fails_gets_the_same_message_again_later()
    {
        await AddEndpointAsync();
        using var attempts = Attempts();
        await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        _receiver.Status = 500;

        await attempts.SendDueAsync(Here, Token);
        var after = await OnlyAsync();
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        await attempts.SendDueAsync(Here, Token);
        Assert.Single(_receiver.Received);
        _receiver.Status = 200;
        _clock.Advance(TimeSpan.FromSeconds(2.2));
        await attempts.SendDueAsync(Here, Token);

        Assert.Equal((WebhookDeliveryState.Pending, 500, "The endpoint answered 500."), (after.State, after.LastStatus, after.Reason));
        Assert.Single(_receiver.Received.Select(each => each.Id).Distinct());
        var delivered = await OnlyAsync();
        Assert.Equal((WebhookDeliveryState.Delivered, 2, null), (delivered.State, delivered.Attempts, delivered.Reason));
    }

    [Fact]
    public async Task After_ten_attempts_it_is_given_up_with_its_reason_and_can_be_replayed_under_its_id()
    {
        await AddEndpointAsync();
        using var attempts = Attempts();
        await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        _receiver.Status = 503;

        for (var i = 0; i < 12; i++)
        {
            await attempts.SendDueAsync(Here, Token);
            _clock.Advance(TimeSpan.FromHours(15));
        }
        var failed = await OnlyAsync();
        Assert.Equal(10, _receiver.Received.Count);
        Assert.Equal((WebhookDeliveryState.Failed, 10, 503), (failed.State, failed.Attempts, failed.LastStatus));

        _receiver.Status = 200;
        Assert.Null(await _store.ReplayAsync(_tenants.There, failed.Id, Token));
        Assert.Equal(WebhookDeliveryState.Pending, (await _store.ReplayAsync(Here, failed.Id, Token))!.State);
        await attempts.SendDueAsync(Here, Token);

        Assert.Equal(WebhookDeliveryState.Delivered, (await OnlyAsync()).State);
        Assert.Equal(11, _receiver.Received.Count(each => each.Id == failed.Id.ToString()));
    }

    [Fact]
    public async Task A_sender_that_is_killed_half_way_leaves_the_message_to_another_one()
    {
        await AddEndpointAsync();
        await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        _receiver.Status = 0;
        using var kill = new CancellationTokenSource();
        using (var killed = Attempts())
        {
            var sending = killed.SendDueAsync(Here, kill.Token);
            while (_receiver.Received.IsEmpty && !sending.IsCompleted)
                await Task.Delay(10, Token);
            await kill.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
        _receiver.Status = 200;
        using var other = Attempts();

        await other.SendDueAsync(Here, Token);
        Assert.Equal(WebhookDeliveryState.Pending, (await OnlyAsync()).State);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await other.SendDueAsync(Here, Token);

        Assert.Equal((WebhookDeliveryState.Delivered, 2), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
        Assert.Single(_receiver.Received.Select(each => each.Id).Distinct());
        Assert.Equal(2, _receiver.Received.Count);
    }

    [Fact]
    public async Task Two_nodes_send_each_message_once()
    {
        await AddEndpointAsync();
        for (var i = 0; i < 120; i++)
            await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        using var one = Attempts();
        using var two = Attempts();

        for (var i = 0; i < 3; i++)
            await Task.WhenAll(one.SendDueAsync(Here, Token), two.SendDueAsync(Here, Token));

        Assert.Equal(120, _receiver.Received.Count);
        Assert.Equal(120, _receiver.Received.Select(each => each.Id).Distinct().Count());
        Assert.Equal(120, (await _store.ListAsync(Here, new(WebhookDeliveryState.Delivered, null), null, 500, Token)).Count);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_not_connected_to()
    {
        await AddEndpointAsync();
        await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        using var attempts = Attempts(allowPrivate: false);

        await attempts.SendDueAsync(Here, Token);

        Assert.Empty(_receiver.Received);
        Assert.Contains("private address", (await OnlyAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_will_take_has_failed_at_once()
    {
        var gone = await AddEndpointAsync();
        var disabled = await AddEndpointAsync();
        var removed = await AddEndpointAsync();
        await _store.PutAsync(Here, WebhookTopics.Test, "{}", Token);
        await _store.ChangeAsync(Here, disabled.Id, Draft(isEnabled: false), null, Token);
        Assert.False(await _store.RemoveAsync(_tenants.There, removed.Id, Token));
        Assert.True(await _store.RemoveAsync(Here, removed.Id, Token));
        _receiver.Status = 410;
        using var attempts = Attempts();

        await attempts.SendDueAsync(Here, Token);

        var failed = await _store.ListAsync(Here, new(WebhookDeliveryState.Failed, null), null, 10, Token);
        Assert.Equal(
            ["The endpoint answered 410.", "The endpoint is disabled.", "The endpoint was removed."],
            failed.Select(delivery => delivery.Reason).Order(StringComparer.Ordinal));
        Assert.Single(_receiver.Received);
        Assert.Equal(gone.Id, Assert.Single(failed, delivery => delivery.LastStatus == 410).EndpointId);
    }

    [Fact]
    public async Task A_tenant_has_at_most_twenty_endpoints()
    {
        for (var i = 0; i < 20; i++)
            await AddEndpointAsync();

        Assert.Null(await _store.AddAsync(Here, Draft(), _secret, Token));
        Assert.NotNull(await _store.AddAsync(_tenants.There, Draft(), _secret, Token));
        Assert.Equal(20, (await _store.ListAsync(Here, Token)).Length);
    }

    private WebhookAttempts Attempts(bool allowPrivate = true) => new(
        _tenants.Connections, Options.Create(new WebhookOptions { AllowPrivateTargets = allowPrivate, TimeoutSeconds = 10 }),
        _clock, NullLogger<WebhookAttempts>.Instance);

    private WebhookEndpointDraft Draft(string? topic = null, bool isEnabled = true) =>
        WebhookEndpointDraft.Create(_receiver.Address.ToString(), null, topic is null ? [] : [topic], isEnabled, true).Value;

    private async Task<WebhookEndpoint> AddEndpointAsync(string? topic = null) =>
        (await _store.AddAsync(Here, Draft(topic), _secret, Token))!;

    private async Task<WebhookDelivery> OnlyAsync() =>
        Assert.Single(await _store.ListAsync(Here, new(null, null), null, 10, Token));
}
