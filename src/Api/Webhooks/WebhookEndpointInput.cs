using Analytics.Domain.Webhooks;

namespace Analytics.Api.Webhooks;

/// <summary>Where a tenant wants to be told what happens.</summary>
public sealed record SaveWebhookEndpointInput
{
    /// <summary>The endpoint to change; null adds one.</summary>
    public Guid? Id { get; init; }

    /// <summary>An https address on the open internet, of at most 500 characters.</summary>
    public required string Url { get; init; }

    /// <summary>For people, at most 200 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What it is told of: <c>webhook.test</c>, <c>data_quality.breached</c>, <c>data_quality.resolved</c>. All by
    /// default.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Nothing is sent to one that is not. Default true.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>Whether one that is there gets a new secret; the one before signs nothing from then on. Default false.</summary>
    public bool? RenewSecret { get; init; }

    internal Result<WebhookEndpointDraft> ToDomain(WebhookTargets targets) =>
        WebhookEndpointDraft.Create(Url, Description, Topics ?? [], IsEnabled ?? true, targets.AllowPrivate);
}

/// <summary>Names an endpoint.</summary>
public sealed record RemoveWebhookEndpointInput
{
    /// <summary>Of the endpoint.</summary>
    public required Guid Id { get; init; }
}

/// <summary>Names an endpoint.</summary>
public sealed record TestWebhookEndpointInput
{
    /// <summary>Of the endpoint.</summary>
    public required Guid Id { get; init; }
}

/// <summary>Names a delivery.</summary>
public sealed record ReplayWebhookDeliveryInput
{
    /// <summary>Of the delivery.</summary>
    public required Guid Id { get; init; }
}
