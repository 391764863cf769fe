using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>What is done with events that were put aside.</summary>
[MutationType]
public static class QuarantineMutations
{
    /// <summary>Mends an event in the quarantine; it stays there until it is replayed.</summary>
    /// <param name="input">Which event, and what of it changes.</param>
    [Authorize(Policies.Define)]
    [Error<InputError>]
    public static async Task<QuarantinedEventNode> FixQuarantinedAsync(
        FixQuarantinedInput input, TenantScope tenant, ClaimsPrincipal caller, FixQuarantined fix,
        CancellationToken cancellationToken) =>
        new((await fix.ExecuteAsync(
            tenant, QuarantineIds.Number(input.Id, "id"), new QuarantineFix(input.Name, JsonBytes.Of(input.Properties)),
            CallerClaims.SubjectOf(caller), cancellationToken)).OrRefuse());

    /// <summary>
    /// Judges open events by the plan of now and puts those that keep to it into the log, with their own ids and times:
    /// each counts once, however often this is called. At most 10,000 a call.
    /// </summary>
    /// <param name="input">Which events.</param>
    [Authorize(Policies.Define)]
    [Error<InputError>]
    public static async Task<ReplayOutcome> ReplayQuarantinedAsync(
        QuarantineSelectionInput input, TenantScope tenant, ClaimsPrincipal caller, ReplayQuarantined replay,
        CancellationToken cancellationToken) =>
        (await replay.ExecuteAsync(tenant, input.ToDomain(), CallerClaims.SubjectOf(caller), cancellationToken)).OrRefuse();

    /// <summary>Deletes what open entries hold; events of their ids are refused when they come again. At most 10,000 a call.</summary>
    /// <param name="input">Which events.</param>
    [Authorize(Policies.Define)]
    [Error<InputError>]
    public static async Task<DiscardOutcome> DiscardQuarantinedAsync(
        QuarantineSelectionInput input, TenantScope tenant, ClaimsPrincipal caller, DiscardQuarantined discard,
        CancellationToken cancellationToken) =>
        await discard.ExecuteAsync(tenant, input.ToDomain(), CallerClaims.SubjectOf(caller), cancellationToken);
}

/// <summary>Changes of an event in the quarantine.</summary>
public sealed record FixQuarantinedInput
{
    /// <summary>The entry's.</summary>
    [ID]
    public required string Id { get; init; }

    /// <summary>The event's new name; left out it stays.</summary>
    public string? Name { get; init; }

    /// <summary>A JSON merge patch (RFC 7396) for the properties: null takes one away.</summary>
    public JsonElement? Properties { get; init; }
}

/// <summary>Which open entries; every part given must match, and at least one is given.</summary>
public sealed record QuarantineSelectionInput
{
    private const int MaxIds = 10_000;

    /// <summary>Entries by id, at most 10,000.</summary>
    [ID]
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>The breach's code.</summary>
    public string? Code { get; init; }

    /// <summary>The event's name.</summary>
    public string? Name { get; init; }

    /// <summary>True for all open entries.</summary>
    [DefaultValue(false)]
    public bool All { get; init; }

    internal QuarantineFilter ToDomain()
    {
        if (!All && Ids is null && Code is null && Name is null)
            throw new RefusedInputException(Problem.Invalid(
                "SELECTION_EMPTY", "Say which entries: by ids, code or name, or all of them."));
        if (Ids?.Count > MaxIds)
            throw new RefusedInputException(Problem.Invalid(
                "VALUE_OUT_OF_RANGE", $"At most {MaxIds} entries are named.", "ids"));
        return new QuarantineFilter(
            QuarantineState.Open, Code, Name,
            Ids?.Select((id, i) => QuarantineIds.Number(id, string.Create(CultureInfo.InvariantCulture, $"ids[{i}]"))).ToList());
    }
}

/// <summary>Ids of entries, as they are shown.</summary>
internal static class QuarantineIds
{
    public static long Number(string id, string path) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedInputException(Problem.Invalid(
                "QUARANTINE_ENTRY_UNKNOWN", "There is no such open entry in the quarantine.", path));
}
