using System.Text;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>
/// Takes what may not be kept out of the events of one request and adds what their context and the request tell. Events
/// of one context, as those of one page are, share the work.
/// </summary>
internal sealed class Enricher
{
    private readonly EnrichmentLists _lists;
    private readonly InternalTraffic _internal;
    private readonly CollectionSource _source;
    private readonly byte[] _senderAddress;
    private ReadOnlyMemory<byte> _sent;
    private ContextAdditions? _additions;

    public Enricher(CollectionRules rules, CollectionSource source)
    {
        (_lists, _source) = (rules.Lists, source.IsDirect ? source : source.WithoutVisitor());
        _internal = rules.InternalTraffic;
        _senderAddress = NetworkRange.Address(source.IpAddress) is { } address && !System.Net.IPAddress.IsLoopback(address)
            ? Encoding.ASCII.GetBytes(address.ToString())
            : [];
    }

    /// <summary>The event as it is kept, and whether it is a robot's.</summary>
    /// <param name="input">As sent.</param>
    /// <param name="anonymous">Whether what tells who somebody is goes as well.</param>
    public (EventInput Input, bool IsBot) Enrich(EventInput input, bool anonymous)
    {
        var additions = Of(input.Context);
        var scan = new PrivateFieldScan(_lists.Parameters, _senderAddress, anonymous);
        var properties = additions.For(input.UserId).AppendTo(scan.Clean(input.Properties, out var given), given);
        var context = anonymous ? default : additions.Context;
        var kept = properties.Equals(input.Properties) && context.Equals(input.Context)
            ? input
            : input with { Properties = properties, Context = context };
        return (WithoutAddress(kept), additions.IsBot);
    }

    /// <returns>What is kept of what a message says of an actor, or <c>ACTOR_MISSING</c>.</returns>
    public Result<ActorInput> Clean(ActorInput input)
    {
        if (IsAddress(input.UserId) || IsAddress(input.PreviousId) || (input.UserId is null && IsAddress(input.AnonymousId)))
            return Problem.Invalid("ACTOR_MISSING", "The sender's address is nobody's id.");
        var changes = new List<TraitChange>(input.Changes.Count);
        foreach (var change in input.Changes)
            changes.Add(change with
            {
                Properties = new PrivateFieldScan(_lists.Parameters, _senderAddress, persons: false).Clean(change.Properties, out _),
            });
        return input with { Changes = changes, AnonymousId = IsAddress(input.AnonymousId) ? null : input.AnonymousId };
    }

    private ContextAdditions Of(ReadOnlyMemory<byte> context)
    {
        if (_additions is null || !(context.Equals(_sent) || context.Span.SequenceEqual(_sent.Span)))
            (_sent, _additions) = (context, ContextAdditions.Of(
                context, new PrivateFieldScan(_lists.Parameters, _senderAddress, persons: false).Clean(context, out _), _lists, _internal, _source));
        return _additions;
    }

    // An id that is no more than the sender's address is none.
    private EventInput WithoutAddress(EventInput input)
    {
        if (_senderAddress.Length == 0 || !(IsAddress(input.UserId) || IsAddress(input.AnonymousId) || IsAddress(input.SessionId)))
            return input;
        return input with
        {
            UserId = IsAddress(input.UserId) ? null : input.UserId,
            AnonymousId = IsAddress(input.AnonymousId) ? null : input.AnonymousId,
            SessionId = IsAddress(input.SessionId) ? null : input.SessionId,
        };
    }

    private bool IsAddress(string? id) =>
        id is not null && id.Length == _senderAddress.Length && Ascii.Equals(id, _senderAddress);
}
