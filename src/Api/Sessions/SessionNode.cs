using System.Globalization;
using Analytics.Domain.Sessions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Sessions;

/// <summary>One session: a run of an actor's events.</summary>
/// <param name="Actor">Whose it is.</param>
/// <param name="Start">Its first event.</param>
/// <param name="End">Its last event.</param>
/// <param name="Duration">Last minus first event.</param>
/// <param name="Pages">Page views in it.</param>
/// <param name="Actions">Events in it that are no page views.</param>
/// <param name="EntryPage">The page of the first event that names one; null when none does.</param>
/// <param name="ExitPage">The page of the last event that names one; null when none does.</param>
/// <param name="Referrer">Where it came from, by the first event that says so; null when none does.</param>
[GraphQLName("Session")]
public sealed record SessionNode(
    string Actor,
    DateTimeOffset Start,
    DateTimeOffset End,
    TimeSpan Duration,
    long Pages,
    long Actions,
    string? EntryPage,
    string? ExitPage,
    string? Referrer)
{
    private string _cursor = "";

    internal static SessionNode Of(SessionRecord session) => new(
        session.Place.Actor, session.Place.Start, session.End, session.Duration, session.Pages, session.Actions,
        session.EntryPage, session.ExitPage, session.Referrer)
    {
        // Start, number and actor, in this order: an id may hold any character.
        _cursor = Querying.Pages.Cursor(
            $"{session.Place.Start.ToUnixTimeMilliseconds()} {session.Place.Number} {session.Place.Actor}"),
    };

    internal static string Cursor(SessionNode session) => session._cursor;

    internal static SessionPlace? Place(string? cursor)
    {
        if (Querying.Pages.Place(cursor) is not { } text)
            return null;
        var parts = text.Split(' ', 3);
        return parts is [var start, var number, { Length: > 0 } actor]
            && long.TryParse(start, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && Math.Abs(at) <= LatestInstant
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            ? new SessionPlace(DateTimeOffset.FromUnixTimeMilliseconds(at), actor, which)
            : throw Querying.Pages.UnknownCursor();
    }

    // Within the years that a time can have, in milliseconds.
    private const long LatestInstant = 60_000_000_000_000;
}
