using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Privacy;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>
/// What of a message may be kept: nothing, all but who it is about, or all, with ids as the tenant keeps them.
/// </summary>
internal sealed class PrivacyGate(TenantId tenant, CollectionRules rules, CollectionSource source)
{
    private static readonly Problem _noConsent = Problem.Invalid(
        "CONSENT_MISSING", "The tenant takes no event without consent, and 'context.consent' states none.", "context.consent");

    private static readonly Problem _doNotTrack = Problem.Invalid(
        "DO_NOT_TRACK", "The browser asks not to be followed, and the tenant respects that.");

    private static readonly Problem _withoutConsent = Problem.Invalid(
        "ANONYMISED_WITHOUT_CONSENT", "'context.consent' states no consent: the event is kept without who it is about.");

    private static readonly Problem _withoutTrack = Problem.Invalid(
        "ANONYMISED_DO_NOT_TRACK", "The browser asks not to be followed: the event is kept without who it is about.");

    private readonly CollectionSettings _settings = rules.Settings;

    /// <summary>The event as it may be kept.</summary>
    public Passage Judge(EventInput input)
    {
        if (!_settings.NeedsJudgement)
            return new Passage(input, null, IsAnonymous: false);
        if (Objection(input.Context) is not { } objection)
            return new Passage(WithVisitor(WithHashes(input), input.Context), null, IsAnonymous: false);
        if (_settings.WithoutConsent == WithoutConsent.Drop)
            return new Passage(null, objection.Refusal, IsAnonymous: false);
        var nameless = input with { UserId = null, AnonymousId = null, SessionId = null };
        return new Passage(WithVisitor(nameless, input.Context), objection.Notice, IsAnonymous: true);
    }

    /// <returns>The statement with ids as they are kept. Without consent nothing is kept of one: it is about somebody.</returns>
    public Result<ActorInput> Judge(ActorInput input)
    {
        if (!_settings.NeedsJudgement)
            return input;
        if (Objection(input.Context) is { } objection)
            return objection.Refusal;
        return input with
        {
            UserId = UserId(input.UserId),
            AnonymousId = AnonymousId(input.AnonymousId),
            PreviousId = AnonymousId(input.PreviousId),
        };
    }

    private (Problem Refusal, Problem Notice)? Objection(ReadOnlyMemory<byte> context)
    {
        if (!_settings.AsksForWill)
            return null;
        var said = ConsentStatement.Read(context.Span, _settings.ConsentCategories);
        if (_settings.RespectDoNotTrack && (said.DoNotTrack || (source.IsDirect && source.DoNotTrack)))
            return (_doNotTrack, _withoutTrack);
        return _settings.Consent == ConsentMode.Required && !said.HasConsent ? (_noConsent, _withoutConsent) : null;
    }

    private EventInput WithHashes(EventInput input) =>
        _settings is { UserIds: IdForm.AsSent, AnonymousIds: IdForm.AsSent }
            ? input
            : input with { UserId = UserId(input.UserId), AnonymousId = AnonymousId(input.AnonymousId) };

    // Who has no id is known for a day by what his browser cannot but send.
    private EventInput WithVisitor(EventInput input, ReadOnlyMemory<byte> context)
    {
        if (!_settings.Cookieless || input.UserId is not null || input.AnonymousId is not null)
            return input;
        var facts = ContextFacts.Read(context.Span);
        var address = NetworkRange.Address(facts.IpAddress ?? (source.IsDirect ? source.IpAddress : null));
        if (address is null)
            return input;
        var userAgent = facts.UserAgent ?? (source.IsDirect ? source.UserAgent : null);
        var host = PageAddress.Read(facts.PageUrl ?? source.Origin, rules.Lists.Parameters)?.Host;
        return input with { AnonymousId = rules.Keys.Visitor(tenant.Value, address.ToString(), userAgent, host) };
    }

    private string? UserId(string? id) => id is null ? null : rules.Kept(id, isUser: true);

    private string? AnonymousId(string? id) => id is null ? null : rules.Kept(id, isUser: false);
}

/// <summary>What of an event may be kept.</summary>
/// <param name="Input">Null when nothing is.</param>
/// <param name="Problem">Why nothing is kept, or what there is to know.</param>
/// <param name="IsAnonymous">Whether what tells who somebody is goes as well.</param>
internal readonly record struct Passage(EventInput? Input, Problem? Problem, bool IsAnonymous);
