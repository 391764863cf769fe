using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>One event that was put aside because it breaks the tracking plan.</summary>
[GraphQLName("QuarantinedEvent")]
public sealed class QuarantinedEventNode
{
    private readonly QuarantineEntry _entry;

    internal QuarantinedEventNode(QuarantineEntry entry) => _entry = entry;

    internal long Number => _entry.Number;

    /// <summary>The entry's.</summary>
    [ID]
    public string Id => _entry.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The sender's id of the event, which decides duplicates.</summary>
    public string MessageId => _entry.MessageId;

    /// <summary>The event's name.</summary>
    public string Name => _entry.Name;

    /// <summary>What became of it.</summary>
    public QuarantineState State => _entry.State;

    /// <summary>How it breaks the plan; null when it was mended and is still to be replayed.</summary>
    public string? Code => _entry.Problem?.Code;

    /// <summary>The same in a sentence.</summary>
    public string? Message => _entry.Problem?.Message;

    /// <summary>Where in the event the breach lies; null when it is the whole event.</summary>
    public string? Path => _entry.Problem?.Path;

    /// <summary>The version of the plan that it broke.</summary>
    public int PlanVersion => _entry.PlanVersion;

    /// <summary>The API key that it came with; null for none.</summary>
    [ID]
    public string? KeyId => _entry.KeyId?.ToString();

    /// <summary>When the collector read it.</summary>
    public DateTimeOffset ReceivedAt => _entry.ReceivedAt;

    /// <summary>When it happened, corrected for the client's clock; null once the entry is closed, as all that follows.</summary>
    public DateTimeOffset? OccurredAt => _entry.Event?.OccurredAt;

    /// <summary>The known user.</summary>
    public string? UserId => _entry.Event?.UserId;

    /// <summary>The device or browser.</summary>
    public string? AnonymousId => _entry.Event?.AnonymousId;

    /// <summary>Named values.</summary>
    public JsonElement? Properties => Json(_entry.Event?.Properties);

    /// <summary>Page, device, campaign.</summary>
    public JsonElement? Context => Json(_entry.Event?.Context);

    private static JsonElement? Json(ReadOnlyMemory<byte>? utf8) =>
        utf8 is { } json ? JsonElement.Parse(json.IsEmpty ? "{}"u8 : json.Span) : null;
}
