using Analytics.Columnar.Cohorts;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>Whom one cell of a matrix counts. Threads share it.</summary>
internal sealed class CellMembers
{
    private readonly ActorSet _found;
    private readonly FigurePlace.Cell _place;
    private readonly int? _group;
    private readonly bool _orLater;

    /// <param name="scope">The question.</param>
    /// <param name="place">Which cell; without a column the whole cohort.</param>
    /// <param name="found">Receives them.</param>
    public CellMembers(RetentionScope scope, FigurePlace.Cell place, ActorSet found)
    {
        (_place, _found, _orLater) = (place, found, scope.Query.ReturnBy is RetentionReturn.OnOrAfter);
        _group = place.Group is { } key ? scope.Groups!.Space.Of(key) : null;
    }

    /// <summary>Whether a membership is one of the cell's cohort.</summary>
    public bool Has(in Member member) =>
        member.Cohort == _place.Cohort && (_group is not { } group || member.Group == group);

    /// <summary>Adds an actor that the cell counts; threads may do so at once.</summary>
    /// <param name="actor">Its code.</param>
    /// <param name="returned">As a matrix takes it: 1 in the columns in which it returned; of a matrix that adds later
    /// ones up, in the last one.</param>
    public void Look(uint actor, ReadOnlySpan<long> returned)
    {
        if (_place.Column is not { } column
            || (_orLater ? returned[column..].ContainsAnyExcept(0L) : returned[column] > 0))
            _found.Add(actor);
    }
}
