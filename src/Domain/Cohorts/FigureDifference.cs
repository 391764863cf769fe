using Analytics.Domain.Querying;

namespace Analytics.Domain.Cohorts;

/// <summary>Two figures that disagree, asked of one state of the log.</summary>
/// <param name="A">The one.</param>
/// <param name="B">The other, as of the same position.</param>
public sealed record FigureDifference(AskedFigure A, AskedFigure B)
{
    /// <summary>Most actors of a page; 0 for their number alone.</summary>
    public int Limit { get; init; }

    /// <summary>Lists actors after this one; null from the first.</summary>
    public string? After { get; init; }

    /// <summary>The same with the sides exchanged.</summary>
    public FigureDifference Exchange() => this with { A = B, B = A };

    /// <summary>The same as of another position; null for now.</summary>
    public FigureDifference As(long? asOf) => this with { A = A with { AsOf = asOf }, B = B with { AsOf = asOf } };

    /// <summary>Whether both figures can be asked.</summary>
    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() =>
        A.Everybody().Check()?.Under("a")
        ?? B.Everybody().Check()?.Under("b")
        ?? QueryRules.Conflict(A.AsOf != B.AsOf, "Both figures are as of one position.", "asOf")
        ?? QueryRules.InRange(Limit, 0, QueryRules.MaxPage, "limit")
        ?? QueryRules.Unicode(After, "after");
}
