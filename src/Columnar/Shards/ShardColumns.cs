using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>The columns that a plan reads. Names and times are always there. Several plans may add theirs.</summary>
internal sealed class ShardColumns
{
    private readonly List<(SectionKind Kind, uint Property)> _codes = [];
    private readonly List<uint> _numbers = [];

    public bool Sessions { get; set; }

    public bool OwnIds { get; set; }

    /// <summary>Texts and booleans of properties, each once.</summary>
    public IReadOnlyList<(SectionKind Kind, uint Property)> Codes => _codes;

    /// <summary>Numbers of properties, each once.</summary>
    public IReadOnlyList<uint> Numbers => _numbers;

    /// <summary>A property's texts; 0, which no event has, is ignored here and below.</summary>
    public void AddText(uint property) => AddCodes(SectionKind.Text, property);

    public void AddBooleans(uint property) => AddCodes(SectionKind.Boolean, property);

    public void AddNumbers(uint property)
    {
        if (property != 0 && !_numbers.Contains(property))
            _numbers.Add(property);
    }

    /// <summary>A property's values of every type.</summary>
    public void AddProperty(uint property)
    {
        AddText(property);
        AddBooleans(property);
        AddNumbers(property);
    }

    private void AddCodes(SectionKind kind, uint property)
    {
        if (property != 0 && !_codes.Contains((kind, property)))
            _codes.Add((kind, property));
    }
}
