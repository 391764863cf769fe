using System.Collections.Immutable;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Collection;

/// <summary>What events are called as of one snapshot, whatever they were sent as.</summary>
internal sealed class EventNames
{
    private readonly DictionaryView _texts;
    private readonly uint[]? _called;

    /// <param name="segments">Have the renames, in the order of the log.</param>
    /// <param name="texts">The names as sent.</param>
    /// <param name="position">Later renames do not count.</param>
    public EventNames(ImmutableArray<Segment> segments, DictionaryView texts, long position)
    {
        _texts = texts;
        foreach (var segment in segments)
            foreach (ref readonly var change in segment.NameChanges)
            {
                if (change.Position > position)
                    break;
                _called ??= [.. Enumerable.Range(0, texts.Count + 1).Select(code => (uint)code)];
                _called[change.From] = change.To == 0 ? change.From : change.To;
            }
    }

    /// <summary>The code of the name that each is called by; null when every name is its own.</summary>
    public uint[]? Called => _called;

    /// <summary>So many names were ever sent or given.</summary>
    public int Count => _texts.Count;

    /// <summary>The code of the name that one is called by.</summary>
    public uint Of(uint code) => _called is null ? code : _called[code];

    /// <summary>What one is called, in UTF-8.</summary>
    public ReadOnlySpan<byte> this[uint code] => _texts[Of(code)];

    /// <summary>All names as sent that are called as the one that a question gives, which may be an old one.</summary>
    public IEnumerable<uint> Sent(string name)
    {
        var code = _texts.Find(name);
        if (code == 0)
            return [];
        if (_called is not { } called)
            return [code];
        var wanted = called[code];
        return Enumerable.Range(1, called.Length - 1).Select(one => (uint)one).Where(one => called[one] == wanted);
    }
}
