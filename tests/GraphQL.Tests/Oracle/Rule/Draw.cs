namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>Small random numbers from one text, the same as those of <c>Node/oracle/rule.mjs</c>.</summary>
internal sealed class Draw(string text)
{
    private uint _state = Hash(text);

    /// <summary>A number from 0 to one below the bound.</summary>
    public int Next(uint bound) => (int)NextId(bound);

    /// <summary>The same for a bound that no <see cref="int"/> holds.</summary>
    public uint NextId(uint bound = uint.MaxValue)
    {
        unchecked
        {
            _state += 0x6d2b79f5;
            var t = (_state ^ (_state >> 15)) * (1 | _state);
            t = (t + (t ^ (t >> 7)) * (61 | t)) ^ t;
            return (t ^ (t >> 14)) % bound;
        }
    }

    /// <summary>A hash of the UTF-16 units of a text.</summary>
    public static uint Hash(string text)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var unit in text)
                hash = (hash ^ unit) * 16777619;
            hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }
}
