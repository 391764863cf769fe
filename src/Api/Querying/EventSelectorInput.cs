using Analytics.Domain.Querying;

namespace Analytics.Api.Querying;

/// <summary>Events that count as one thing.</summary>
public sealed record EventSelectorInput
{
    /// <summary>Event names, any of which matches, 100 at most; left out or empty for any event.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    internal EventSelector ToDomain(string path) => new([.. Events ?? []], Filter?.ToDomain($"{path}.filter"));
}
