using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>How messages to tenants' endpoints are sent.</summary>
public sealed class WebhookOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Whether endpoints may be http and lie in private networks: for trying things out.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>How often the outbox is looked at, seconds.</summary>
    [Range(0.05, 60)]
    public double PollSeconds { get; set; } = 1;

    /// <summary>How long an endpoint may take to answer, seconds.</summary>
    [Range(0.1, 60)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>Messages that are being sent at a time on this node.</summary>
    [Range(1, 256)]
    public int Senders { get; set; } = 8;
}

/// <summary>Checks the settings at start.</summary>
[OptionsValidator]
public sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
