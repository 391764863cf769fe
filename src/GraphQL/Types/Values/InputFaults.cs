using System.Text.Json;

namespace Analytics.GraphQL.Types.Values;

/// <summary>What is wrong with a value, and where in it.</summary>
/// <param name="Message">What is wrong, for the caller.</param>
/// <param name="Value">The value at fault; null when it is that there is none.</param>
/// <param name="Path">Input field names and list indices from the outermost value to the one at fault.</param>
internal sealed record InputFault(string Message, JsonElement? Value, IReadOnlyList<object> Path);

/// <summary>Collects everything that is wrong with a value; costs nothing while nothing is.</summary>
/// <param name="suggests">Whether messages may name what the schema has instead.</param>
internal sealed class InputFaults(bool suggests)
{
    private List<InputFault> _all = [];

    /// <summary>How many were found.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one about the value that is being read.</summary>
    public void Add(string message, JsonElement? value) => _all.Add(new InputFault(message, value, []));

    /// <summary>Says that the faults from an index on were found under a field or list index.</summary>
    public void Under(object segment, int from)
    {
        for (var index = from; index < _all.Count; index++)
            _all[index] = _all[index] with { Path = [segment, .. _all[index].Path] };
    }

    /// <summary>The end of a message about an unknown name.</summary>
    public string DidYouMean(string name, IEnumerable<string> known, string? what = null) =>
        suggests ? Suggestions.DidYouMean(Suggestions.Similar(name, known), what) : "";

    /// <summary>The faults; the collection is empty again afterwards.</summary>
    public IReadOnlyList<InputFault> Take()
    {
        var taken = _all;
        _all = [];
        return taken;
    }
}
