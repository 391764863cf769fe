using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Segments;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Where a session stands in a list.</summary>
/// <param name="Start">Milliseconds.</param>
/// <param name="Actor">Its code.</param>
/// <param name="Number">Which of those of the actor that start at this instant.</param>
internal readonly record struct FoundPlace(long Start, uint Actor, int Number);

/// <summary>Latest start first, then by the actor's id.</summary>
/// <param name="ids">Of actors.</param>
/// <param name="after">The place before the first that is listed; null for none.</param>
internal sealed class PlaceOrder(DictionaryView ids, SessionPlace? after) : IComparer<FoundPlace>
{
    private readonly byte[] _afterActor = System.Text.Encoding.UTF8.GetBytes(after?.Actor ?? "");

    /// <summary>The other way round.</summary>
    public IComparer<FoundPlace> LastFirst => Comparer<FoundPlace>.Create((left, right) => Compare(right, left));

    public int Compare(FoundPlace x, FoundPlace y)
    {
        if (x.Start != y.Start)
            return y.Start.CompareTo(x.Start);
        return x.Actor == y.Actor ? x.Number.CompareTo(y.Number) : ActorList.Compare(ids[x.Actor], ids[y.Actor]);
    }

    /// <summary>Whether a session is listed, as far as its place goes.</summary>
    public bool IsBehind(FoundPlace place)
    {
        if (after is null)
            return true;
        var byStart = after.Start.CompareTo(DateTimeOffset.FromUnixTimeMilliseconds(place.Start));
        if (byStart != 0)
            return byStart > 0;
        var byActor = ActorList.Compare(ids[place.Actor], _afterActor);
        return byActor > 0 || (byActor == 0 && place.Number > after.Number);
    }
}
