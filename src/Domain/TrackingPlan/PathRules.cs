using System.Text;

namespace Analytics.Domain.TrackingPlan;

/// <summary>What a plan says of the paths of one kind of object.</summary>
internal sealed class PathRules
{
    /// <summary>UTF-8 bytes of the longest path that can be named: a longer one matches nothing.</summary>
    public const int MaxPath = PlanRules.MaxName * 3;

    private const string Anywhere = "*.";

    private readonly Dictionary<byte[], PathRule> _rules = new(Utf8Names.Comparer);
    private readonly HashSet<byte[]> _anywhere = new(Utf8Names.Comparer);

    /// <summary>Whether what is not named is taken out.</summary>
    public bool DropsUnnamed { get; init; }

    /// <summary>Whether anything can be taken out.</summary>
    public bool TakesOut { get; private set; }

    /// <summary>The properties that have to be there, each with its number.</summary>
    public List<PropertyCheck> Required { get; } = [];

    /// <summary>A path, or a name wherever it stands: <c>*.email</c>.</summary>
    public void Deny(string path)
    {
        TakesOut = true;
        if (path.StartsWith(Anywhere, StringComparison.Ordinal))
            _anywhere.Add(Encoding.UTF8.GetBytes(path[Anywhere.Length..]));
        else
            At(path).IsDenied = true;
    }

    public void Keep(string path) => At(path);

    /// <summary>A registered property; one of the same name that was registered before gives way.</summary>
    public void Register(PlannedProperty planned)
    {
        var rule = At(planned.Name);
        if (rule.Check is { RequiredPlace: >= 0 } earlier)
            Required.Remove(earlier);
        rule.Check = new PropertyCheck(planned);
        if (planned.Required)
            Required.Add(rule.Check);
        rule.IsDenied |= planned.Denied;
        TakesOut |= planned.Denied;
    }

    /// <summary>Call it once all is registered.</summary>
    public PathRules Done()
    {
        TakesOut |= DropsUnnamed;
        for (var place = 0; place < Required.Count; place++)
            Required[place].RequiredPlace = place;
        return this;
    }

    public PathRule? Find(ReadOnlySpan<byte> path)
    {
        _rules.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(path, out var rule);
        return rule;
    }

    /// <summary>Whether a path is denied, by itself or by its last name.</summary>
    public bool IsDenied(ReadOnlySpan<byte> path) =>
        Find(path) is { IsDenied: true }
        || (_anywhere.Count > 0
            && _anywhere.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(path[(path.LastIndexOf((byte)'.') + 1)..]));

    /// <summary>Whether a property is the product's own, which no plan has to name.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> path) => path.StartsWith("$"u8) || path.SequenceEqual("event_type"u8);

    private PathRule At(string path)
    {
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            Entry(path[..dot]).LeadsOn = true;
        var rule = Entry(path);
        rule.IsNamed = true;
        return rule;
    }

    private PathRule Entry(string path)
    {
        var key = Encoding.UTF8.GetBytes(path);
        if (!_rules.TryGetValue(key, out var rule))
            _rules.Add(key, rule = new PathRule());
        return rule;
    }
}
