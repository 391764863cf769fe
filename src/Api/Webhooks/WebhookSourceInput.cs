using Analytics.Domain.Webhooks;

namespace Analytics.Api.Webhooks;

/// <summary>A service that sends messages which become events.</summary>
public sealed record SaveWebhookSourceInput
{
    /// <summary>The source to change; null adds one.</summary>
    public Guid? Id { get; init; }

    /// <summary>For people, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>How its messages are told from a stranger's; as Standard Webhooks by default.</summary>
    public WebhookSigningInput? Signing { get; init; }

    /// <summary>What the service signs with, 16 to 128 bytes, as it gave it. Without one a new source gets one of its own,
    /// and one that is there keeps its.</summary>
    public string? Secret { get; init; }

    /// <summary>How messages become events.</summary>
    public required WebhookMappingInput Mapping { get; init; }

    /// <summary>Nothing is taken of one that is not. Default true.</summary>
    public bool? IsEnabled { get; init; }

    internal Result<WebhookSourceDraft> ToDomain() => WebhookSourceDraft.Create(
        Name, Signing?.ToDomain() ?? new WebhookSigning(WebhookScheme.Standard), Mapping.ToDomain(), IsEnabled ?? true);
}

/// <summary>How the messages of a source are told from a stranger's.</summary>
public sealed record WebhookSigningInput
{
    /// <summary>What is signed. The rest belongs to BODY_HMAC.</summary>
    public required WebhookScheme Scheme { get; init; }

    /// <summary>The header of the signature, e.g. <c>X-Hub-Signature-256</c>.</summary>
    public string? Header { get; init; }

    /// <summary>What stands before the signature, e.g. <c>sha256=</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>Its hash. Default SHA256.</summary>
    public WebhookAlgorithm? Algorithm { get; init; }

    /// <summary>How its bytes are written. Default HEX.</summary>
    public WebhookEncoding? Encoding { get; init; }

    /// <summary>The header of the message's id, e.g. <c>X-GitHub-Delivery</c>; without one a hash of the body is the id.</summary>
    public string? IdHeader { get; init; }

    internal WebhookSigning ToDomain() => new(
        Scheme, Header, Prefix, Algorithm ?? WebhookAlgorithm.Sha256, Encoding ?? WebhookEncoding.Hex, IdHeader);
}

/// <summary>How the JSON of a message becomes events. Paths are <c>$.a.b[0]</c> from the event's item, <c>$$.a</c> from the
/// whole body.</summary>
public sealed record WebhookMappingInput
{
    /// <summary>The name of every event; either this or its path.</summary>
    public string? EventName { get; init; }

    /// <summary>Where the name is read.</summary>
    public string? EventNamePath { get; init; }

    /// <summary>A list of which each entry is an event; without one the body is one.</summary>
    public string? ItemsPath { get; init; }

    /// <summary>Where the event's id is read; without one it is made of the message's.</summary>
    public string? IdPath { get; init; }

    /// <summary>Where the known user is read.</summary>
    public string? UserIdPath { get; init; }

    /// <summary>Where the device is read.</summary>
    public string? AnonymousIdPath { get; init; }

    /// <summary>Where the time is read: ISO 8601, or seconds or milliseconds since 1970. Default: the time of reception.</summary>
    public string? TimestampPath { get; init; }

    /// <summary>The property <c>$channel</c> of every event, e.g. <c>whatnot</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The properties, at most 200; all members of the item by default.</summary>
    public IReadOnlyList<MappedPropertyInput>? Properties { get; init; }

    internal WebhookMapping ToDomain() => new(EventName, EventNamePath)
    {
        ItemsPath = ItemsPath,
        IdPath = IdPath,
        UserIdPath = UserIdPath,
        AnonymousIdPath = AnonymousIdPath,
        TimestampPath = TimestampPath,
        Channel = Channel,
        Properties = [.. (Properties ?? []).Select(property => new MappedProperty(property.Name, property.Path))],
    };
}

/// <summary>One property of the events of a mapping.</summary>
public sealed record MappedPropertyInput
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its value is read; without one the event lacks it.</summary>
    public required string Path { get; init; }
}

/// <summary>Names a source.</summary>
public sealed record RemoveWebhookSourceInput
{
    /// <summary>Of the source.</summary>
    public required Guid Id { get; init; }
}
