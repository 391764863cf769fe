using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Cohorts;

/// <summary>How far two figures agree, and why not further.</summary>
/// <param name="A">Actors behind the first.</param>
/// <param name="B">Actors behind the second.</param>
/// <param name="Both">Actors behind both.</param>
/// <param name="OnlyA">Those behind the first alone.</param>
/// <param name="OnlyB">Those behind the second alone.</param>
/// <param name="Meta">What was read.</param>
public sealed record DifferenceAnswer(
    long A, long B, long Both, DifferenceSide OnlyA, DifferenceSide OnlyB, AnswerMeta Meta);

/// <summary>The actors that one of two figures counts and the other does not.</summary>
/// <param name="Count">Number of them.</param>
/// <param name="Classes">By what keeps them out of the other figure, the largest first; each actor is in one.</param>
public sealed record DifferenceSide(long Count, ImmutableArray<DifferenceClass> Classes)
{
    /// <summary>Most classes; the smallest beyond are one, <see cref="AbsenceReason.Several"/>.</summary>
    public const int MaxClasses = 40;

    /// <summary>A side put together of parts, of which those with the same reasons are one class.</summary>
    public static DifferenceSide Of(IEnumerable<DifferenceClass> parts)
    {
        var classes = parts
            .GroupBy(part => string.Join(' ', part.Reasons), StringComparer.Ordinal)
            .Select(group => (Text: group.Key, Class: DifferenceClass.Joined(group.First().Reasons, group)))
            .OrderByDescending(one => one.Class.Count).ThenBy(one => one.Text, StringComparer.Ordinal)
            .Select(one => one.Class).ToList();
        var shown = classes.Count > MaxClasses ? classes[..(MaxClasses - 1)] : classes;
        if (shown.Count < classes.Count)
            shown.Add(DifferenceClass.Joined(
                [new AbsenceFinding(AbsenceReason.Several, IsEnough: false)], classes[(MaxClasses - 1)..]));
        return new DifferenceSide(classes.Sum(one => one.Count), [.. shown]);
    }
}

/// <summary>Actors that the same rules keep out of a figure.</summary>
/// <param name="Reasons">The rules, the same ones that <c>whyNot</c> names for each of them.</param>
/// <param name="Count">Number of actors.</param>
/// <param name="Sample">The first of them in the order of their ids, at most 5.</param>
public sealed record DifferenceClass(ImmutableArray<AbsenceFinding> Reasons, long Count, ImmutableArray<string> Sample)
{
    /// <summary>Most actors of <see cref="Sample"/>.</summary>
    public const int MaxSample = 5;

    internal static DifferenceClass Joined(ImmutableArray<AbsenceFinding> reasons, IEnumerable<DifferenceClass> parts)
    {
        var all = parts.ToList();
        return new DifferenceClass(
            reasons,
            all.Sum(part => part.Count),
            [.. all.SelectMany(part => part.Sample).Order(StringComparer.Ordinal).Take(MaxSample)]);
    }
}
