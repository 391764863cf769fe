using Analytics.Columnar.Cohorts;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// Parts of answers, kept beside answers of the same state of the log: sets of actors that further pages of a list are
/// read from, and series that were asked for together with others.
/// </summary>
/// <param name="cache">Holds them.</param>
/// <param name="tenant">Whose.</param>
/// <param name="sessionGap">Longest silence within a session, milliseconds.</param>
/// <param name="position">Of the log that was seen.</param>
internal sealed class KeptParts(AnswerCache cache, TenantId tenant, long sessionGap, long position)
{
    /// <summary>Keeps nothing.</summary>
    public static KeptParts Nothing { get; } = new(new AnswerCache(0), default, 0, 0);

    /// <summary>A set that is known, or one that is made now. Nobody disposes of it: another question may read it.</summary>
    /// <param name="canonical">What makes it, in canonical form.</param>
    /// <param name="make">Finds it.</param>
    public async ValueTask<Result<ActorSet>> ActorsAsync(string canonical, Func<ValueTask<Result<ActorSet>>> make)
    {
        var key = new AnswerKey(tenant, $"actors of {canonical}", sessionGap);
        if (cache.Find(key, position) is ActorSet known)
            return known;
        var result = await make();
        if (result.TryGet(out var found, out _))
            cache.Keep(key, position, found, found.Size + (2L * key.Question.Length));
        return result;
    }

    /// <summary>A series that is known; null where it is not.</summary>
    /// <param name="canonical">Its question, in canonical form.</param>
    public SeriesAnswer? Series(string canonical) => cache.Find(new(tenant, canonical, sessionGap), position) as SeriesAnswer;

    /// <summary>Keeps a series.</summary>
    /// <param name="canonical">Its question, in canonical form.</param>
    /// <param name="answer">Immutable.</param>
    public void Keep(string canonical, SeriesAnswer answer) => cache.Keep(
        new(tenant, canonical, sessionGap), position, answer,
        Question<SeriesAnswer>.Size(canonical, (answer.Groups.Length + 2L) * answer.All.Points.Length));
}
