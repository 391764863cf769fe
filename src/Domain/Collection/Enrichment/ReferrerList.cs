namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Which hosts are search engines, social networks, mail, assistants.</summary>
internal sealed class ReferrerList
{
    private const string AnyEnding = ".*";

    private readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="hosts">By type; a host stands for those below it, <c>google.*</c> for every ending.</param>
    public ReferrerList(IReadOnlyDictionary<string, IReadOnlyList<string>> hosts)
    {
        foreach (var (type, names) in hosts)
            foreach (var name in names)
                _types[name] = type;
    }

    /// <returns>The type of the host; <c>other</c> for one that is not listed.</returns>
    public string TypeOf(string host)
    {
        for (var name = host; ; name = name[(name.IndexOf('.') + 1)..])
        {
            if (_types.TryGetValue(name, out var type) || IsAnyEnding(name, out type))
                return type;
            if (!name.Contains('.'))
                return "other";
        }
    }

    // An ending has one part or, as co.uk has, two short ones: google.evil-shop.example is none of google's.
    private bool IsAnyEnding(string name, out string type)
    {
        type = "";
        var parts = name.Split('.');
        var isEnding = parts.Length == 2 || (parts.Length == 3 && parts[1].Length <= 3 && parts[2].Length == 2);
        return isEnding && _types.TryGetValue(parts[0] + AnyEnding, out type!);
    }
}
