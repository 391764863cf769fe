using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.TrackingPlan;

/// <summary>How often each name occurs, and from when to when.</summary>
internal sealed class NameSpans(int names) : IPropertyTally
{
    private readonly long[] _counts = new long[names];
    private readonly long[] _first = new long[names];
    private readonly long[] _last = new long[names];

    public void Add(HitBlock hits, ReadOnlySpan<int> names, ReadOnlySpan<long> times)
    {
        for (var i = 0; i < names.Length; i++)
            Add(names[i], 1, times[i], times[i]);
    }

    public void Merge(NameSpans other)
    {
        for (var name = 0; name < _counts.Length; name++)
            if (other._counts[name] > 0)
                Add(name, other._counts[name], other._first[name], other._last[name]);
    }

    public IEnumerable<ListedName> Listed(DictionaryView names)
    {
        for (var name = 0; name < _counts.Length; name++)
            if (_counts[name] > 0)
                yield return new ListedName((uint)name, names.Text((uint)name), _counts[name], _first[name], _last[name]);
    }

    private void Add(int name, long count, long first, long last)
    {
        _first[name] = _counts[name] == 0 ? first : Math.Min(_first[name], first);
        _last[name] = _counts[name] == 0 ? last : Math.Max(_last[name], last);
        _counts[name] += count;
    }
}

/// <summary>A name that is listed.</summary>
internal readonly record struct ListedName(uint Code, string Text, long Count, long First, long Last);
