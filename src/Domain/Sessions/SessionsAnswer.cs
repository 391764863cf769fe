using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Sessions;

/// <summary>Sessions by bucket and group.</summary>
/// <param name="All">Over the whole range.</param>
/// <param name="Points">One a bucket; empty without an interval.</param>
/// <param name="Groups">The groups shown, most sessions first; empty without a breakdown.</param>
/// <param name="Other">The remainder; null when there is none.</param>
/// <param name="Meta">What was read.</param>
public sealed record SessionsAnswer(
    SessionFigures All,
    ImmutableArray<SessionFigures> Points,
    ImmutableArray<SessionGroup> Groups,
    SessionFigures? Other,
    AnswerMeta Meta);

/// <summary>One group.</summary>
public sealed record SessionGroup(GroupKey Key, SessionFigures Figures);

/// <summary>What is known of a set of sessions.</summary>
/// <param name="Count">Sessions.</param>
/// <param name="Actors">Distinct actors of them.</param>
/// <param name="Events">Events of them.</param>
/// <param name="Bounces">Sessions with exactly one page view.</param>
/// <param name="Duration">Last minus first event; null without a session.</param>
/// <param name="Pages">Page views a session; null without a session.</param>
public sealed record SessionFigures(
    long Count, long Actors, long Events, long Bounces, Times? Duration, Spread? Pages);

/// <summary>Spread of a number.</summary>
/// <param name="Median">Percentile 50, type 7.</param>
/// <param name="Mean">Arithmetic mean, 28 digits.</param>
/// <param name="P90">Percentile 90, type 7.</param>
public sealed record Spread(decimal Median, decimal Mean, decimal P90);
