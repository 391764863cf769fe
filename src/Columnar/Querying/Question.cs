using Analytics.Domain.Querying;

namespace Analytics.Columnar.Querying;

/// <summary>What is asked, as far as all kinds of questions are alike.</summary>
/// <param name="Canonical">Its canonical form, the same for questions that mean the same; null when its answer is not
/// to be kept.</param>
/// <param name="Properties">Those that it names.</param>
/// <param name="Figures">How many figures an answer holds, about: the cache is bounded by them.</param>
internal sealed record Question<TAnswer>(
    string? Canonical, IEnumerable<PropertyRef> Properties, Func<TAnswer, long> Figures)
    where TAnswer : notnull
{
    /// <summary>The position of the log as of which it is answered; null for the newest.</summary>
    public long? AsOf { get; init; }

    private const int BytesPerFigure = 40;
    private const int BytesPerAnswer = 512;

    /// <summary>Memory that an answer takes, about, bytes.</summary>
    public long Size(TAnswer answer) => Size(Canonical!, Figures(answer));

    /// <summary>Memory that an answer with so many figures takes, about, bytes.</summary>
    public static long Size(string canonical, long figures) =>
        BytesPerAnswer + (2L * canonical.Length) + (BytesPerFigure * figures);
}
