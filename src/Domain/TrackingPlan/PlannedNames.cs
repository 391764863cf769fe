namespace Analytics.Domain.TrackingPlan;

/// <summary>The names of a plan, for lists of what was seen; of no plan there are none.</summary>
internal sealed class PlannedNames
{
    private readonly Dictionary<string, Dictionary<string, PlannedProperty>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedProperty> _common = new(StringComparer.Ordinal);

    public PlannedNames(PlanDefinition? plan)
    {
        foreach (var property in plan?.Properties ?? [])
            _common[property.Name] = property;
        foreach (var planned in plan?.Events ?? [])
        {
            var properties = planned.Properties.ToDictionary(one => one.Name, StringComparer.Ordinal);
            _events[planned.Name] = properties;
            // Events count under their new name.
            if (planned.RenamedTo is { } renamed)
                _events.TryAdd(renamed, properties);
        }
    }

    public bool Has(string name) => _events.ContainsKey(name);

    public bool Has(string name, string property) => Find(name, property) is not null;

    /// <summary>Whether the property, or what it lies in, is marked as personal data.</summary>
    public bool IsPersonal(string name, string property)
    {
        for (; property.Length > 0; property = property[..Math.Max(0, property.LastIndexOf('.'))])
            if (Find(name, property)?.PersonalData == true)
                return true;
        return false;
    }

    private PlannedProperty? Find(string name, string property) =>
        _events.GetValueOrDefault(name)?.GetValueOrDefault(property) ?? _common.GetValueOrDefault(property);
}
