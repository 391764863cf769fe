namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>How many sessions each actor has and how many events each session: a power law over actors.</summary>
internal sealed class Visits
{
    private const int LongestSession = 120;

    private readonly byte[] _lengths;
    private readonly ushort[] _sessions;
    private int _nextSession;

    public Visits(int events, int actors, Draws draws)
    {
        var lengths = new List<byte>(events / 6);
        _sessions = new ushort[actors];
        Array.Fill(_sessions, (ushort)1);
        var left = events;
        for (var actor = 0; actor < actors && left > 0; actor++)
            lengths.Add(Length(draws, ref left));
        var byRank = Shuffled(actors, draws);
        var ranks = Draws.Cumulative(Enumerable.Range(0, actors).Select(rank => Math.Pow(rank + 50, -0.8)));
        while (left > 0)
        {
            lengths.Add(Length(draws, ref left));
            _sessions[byRank[draws.Pick(ranks)]]++;
        }
        _lengths = [.. lengths];
        _nextSession = actors;
    }

    /// <summary>The actor's sessions: number and events of each. Ask for actors in order, each once.</summary>
    public IEnumerable<(uint Session, int Events)> Of(int actor)
    {
        for (var i = 0; i < _sessions[actor]; i++)
        {
            var session = i == 0 ? actor : _nextSession++;
            if (session < _lengths.Length)
                yield return ((uint)session, _lengths[session]);
        }
    }

    private static byte Length(Draws draws, ref int left)
    {
        var length = Math.Min(Math.Min(LongestSession, 1 + (int)draws.Exponential(6)), left);
        left -= length;
        return (byte)length;
    }

    private static int[] Shuffled(int count, Draws draws)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = draws.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }
}
