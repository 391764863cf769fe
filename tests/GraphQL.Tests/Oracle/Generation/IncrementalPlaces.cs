using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Defers fragments and streams lists at random.</summary>
internal sealed class IncrementalPlaces(int seed)
{
    private readonly Chance _chance = new(seed);
    private int _lastLabel;

    /// <summary>A <c>@defer</c> with a blank before it, or nothing.</summary>
    public string OnFragment(Func<string> condition) => _chance.Of(60) ? " @defer" + Arguments(condition, null) : "";

    /// <summary>A <c>@stream</c> with a blank before it, or nothing.</summary>
    public string OnField(OutputField field, Func<string> condition) =>
        field.Type.NullableType() is ListType && _chance.Of(40)
            ? " @stream" + Arguments(condition, _chance.Of(60) ? _chance.Below(4) : null)
            : "";

    private string Arguments(Func<string> condition, int? initialCount)
    {
        var arguments = new List<string>();
        if (_chance.Of(10))
            arguments.Add($"if: {condition()}");
        if (_chance.Of(10))
            arguments.Add($"label: \"part {++_lastLabel}\"");
        if (initialCount is { } count)
            arguments.Add($"initialCount: {count}");
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }
}
