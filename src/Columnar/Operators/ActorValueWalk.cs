using Analytics.Columnar.Identity;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>Goes through the hits of a block with their actors' values of one property.</summary>
/// <param name="index">Everybody's values.</param>
/// <param name="hits">The block.</param>
/// <param name="scope">As it was at each event, or as it is now.</param>
internal ref struct ActorValueWalk(ActorPropertyIndex index, HitBlock hits, PropertyScope scope)
{
    private readonly HitBlock _hits = hits;
    private readonly bool _atEvent = scope is PropertyScope.ActorAtEvent;
    private ActorPropertyRun _run;
    private ActorValue _value;
    private uint _actor;

    /// <summary>The value at a hit; hits are asked for in their order. Nobody has none.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref readonly ActorValue At(int hit)
    {
        var actor = _hits.Actors[hit];
        if (actor != _actor)
        {
            _actor = actor;
            _run = actor == 0 ? default : index.Of(actor);
            _value = _run.Current;
        }
        if (_atEvent)
            _value = _run.At(_hits.Shard.Times.At((int)_hits.Rows[hit]));
        return ref _value;
    }
}
