using System.Collections.Concurrent;
using System.Text.Json;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>What enrichment knows of the world: data, with their source beside them, that can be replaced.</summary>
public sealed class EnrichmentLists
{
    // Browsers of all visitors of a node are some thousands; beyond that somebody makes them up.
    private const int MostKept = 10_000;
    private const int LongestUserAgent = 1_000;   // characters; what follows is not looked at

    private static readonly Lazy<EnrichmentLists> _builtIn = new(() => Read(name => Embedded(name)));

    private readonly UserAgentList _agents;
    private readonly BotList _bots;
    private readonly ConcurrentDictionary<string, UserAgentFacts> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UserAgentFacts>.AlternateLookup<ReadOnlySpan<char>> _keptOf;

    private EnrichmentLists(UserAgentList agents, BotList bots, ReferrerList referrers, AddressParameters parameters)
    {
        (_agents, _bots, Referrers, Parameters) = (agents, bots, referrers, parameters);
        _keptOf = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Those that come with the product.</summary>
    public static EnrichmentLists BuiltIn => _builtIn.Value;

    /// <summary>Tells one list of robots from another: 64 hexadecimal digits.</summary>
    public string BotsHash => _bots.Hash;

    internal ReferrerList Referrers { get; }

    internal AddressParameters Parameters { get; }

    /// <summary>Takes the lists from files.</summary>
    /// <param name="open">
    /// Opens <c>user-agents</c>, <c>bots</c>, <c>referrers</c> or <c>address-parameters</c>, a JSON object as the built-in
    /// one of that name; null takes the built-in one.
    /// </param>
    /// <exception cref="JsonException">A list is not of its form.</exception>
    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    public static EnrichmentLists Read(Func<string, Stream?> open) => new(
        List<UserAgentList>(open, "user-agents"),
        new BotList(List<BotPatterns>(open, "bots").Patterns),
        Hosts(List<ReferrerHosts>(open, "referrers")),
        List<AddressParameters>(open, "address-parameters"));

    /// <summary>What a user agent tells; remembered.</summary>
    public UserAgentFacts UserAgent(ReadOnlySpan<char> userAgent)
    {
        userAgent = userAgent[..Math.Min(userAgent.Length, LongestUserAgent)];
        if (_keptOf.TryGetValue(userAgent, out var known))
            return known;
        var text = userAgent.ToString();
        var facts = _agents.Read(text);
        if (_bots.IsBot(text))
            facts = facts with { DeviceType = "bot", IsBot = true };
        if (_kept.Count >= MostKept)
            _kept.Clear();
        _kept[text] = facts;
        return facts;
    }

    /// <summary>Whether a user agent is a robot's by the list as it is now.</summary>
    public bool IsBot(string userAgent) => UserAgent(userAgent).IsBot;

    /// <summary>Whether a header of this text is a library's that sends on behalf of somebody else.</summary>
    internal bool IsSender(string userAgent) => _agents.IsSender(userAgent);

    private static ReferrerList Hosts(ReferrerHosts hosts) => new(new Dictionary<string, IReadOnlyList<string>>
    {
        ["search"] = hosts.Search,
        ["social"] = hosts.Social,
        ["mail"] = hosts.Mail,
        ["assistant"] = hosts.Assistant,
    });

    private static T List<T>(Func<string, Stream?> open, string name)
    {
        using var stream = open(name) ?? Embedded(name);
        return JsonSerializer.Deserialize<T>(stream, _options) ?? throw new JsonException($"The list '{name}' is null.");
    }

    private static Stream Embedded(string name) =>
        typeof(EnrichmentLists).Assembly.GetManifestResourceStream($"{name}.json")
        ?? throw new InvalidOperationException($"No list {name} was built in.");

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record BotPatterns(IReadOnlyList<string> Patterns);

    private sealed record ReferrerHosts(
        IReadOnlyList<string> Search, IReadOnlyList<string> Social, IReadOnlyList<string> Mail, IReadOnlyList<string> Assistant);
}
