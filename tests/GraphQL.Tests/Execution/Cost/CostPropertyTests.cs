using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution.Cost;

/// <summary>What holds of the cost of every document, tried on random ones over lists that are as long as annotated.</summary>
public sealed class CostPropertyTests
{
    private const int Documents = 120;

    private static readonly ServiceProvider Services = Provide();

    [Fact]
    public async Task Answer_never_holds_more_objects_than_the_type_cost()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = new RandomSelection(seed).Document(named: true);
            var (cost, data) = await ExecuteAsync(document);
            Assert.True(Objects(data) <= cost.TypeCost, $"seed {seed}: {Objects(data)} objects, cost {cost}\n{document}");
        }
    }

    [Fact]
    public async Task Fragments_cost_what_they_hold()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var (named, _) = await ExecuteAsync(new RandomSelection(seed).Document(named: true));
            var (inlined, _) = await ExecuteAsync(new RandomSelection(seed).Document(named: false));
            Assert.True(named == inlined, $"seed {seed}: {named} with fragments, {inlined} without");
        }
    }

    [Fact]
    public async Task More_never_costs_less()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var (less, _) = await ExecuteAsync(new RandomSelection(seed).Document(named: true));
            var (more, _) = await ExecuteAsync(new RandomSelection(seed).Document(named: true, more: new RandomSelection(seed + 1_000_000)));
            Assert.True(more.FieldCost >= less.FieldCost && more.TypeCost >= less.TypeCost, $"seed {seed}: {less}, with more {more}");
        }
    }

    private static async Task<(OperationCost Cost, JsonElement Data)> ExecuteAsync(string document)
    {
        using var result = await Services.GetRequiredService<RequestExecutor>().ExecuteAsync(
            new OperationRequest
            {
                Document = Encoding.UTF8.GetBytes(document), Services = Services, CostReport = CostReport.Report,
                Variables = JsonElement.Parse("""{"n": 3}"""),
            },
            TestContext.Current.CancellationToken);
        var answer = JsonElement.Parse(result.Body.Span);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}\n{document}");
        var cost = answer.GetProperty("extensions").GetProperty("cost");
        return (new(cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble()), answer.GetProperty("data"));
    }

    private static int Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Sum(member => Objects(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Objects),
        _ => 0,
    };

    private static ServiceProvider Provide()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddGraphQLServer().AddTypes(typeof(TreeQueries), typeof(ITree), typeof(Oak), typeof(Fir))
            .ModifyCostOptions(options => options.EnforceCostLimits = false)
            .ModifyRequestOptions(options => options.MaxFields = options.MaxAliases = 100_000);
        return services.BuildServiceProvider();
    }

    /// <summary>A random selection, printed with its fragments named or in place.</summary>
    private sealed class RandomSelection(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly StringBuilder _fragments = new();
        private int _names;

        public string Document(bool named, RandomSelection? more = null)
        {
            var set = Set("Query", 4, named);
            var added = more is null ? "" : $" ...More {more.Fragment(named)}";
            var text = $"query($n: Int) {{ {set} {(more is null ? "" : "...More")} k: __typename }} {_fragments}";
            return Used(more is null ? text : $"{text} {added[" ...More ".Length..]}");
        }

        private string Fragment(bool named)
        {
            // Aliases that the other document does not use: else the same name might mean two things.
            _names = 10_000;
            var set = Set("Query", 3, named);
            return $"fragment More on Query {{ {set} }} {_fragments}";
        }

        private static string Used(string text) =>
            text.Contains("$n)", StringComparison.Ordinal) ? text : text.Replace("query($n: Int)", "query", StringComparison.Ordinal);

        private string Set(string type, int depth, bool named)
        {
            var text = new StringBuilder();
            for (var count = _random.Next(1, 4); count > 0; count--)
                text.Append(' ').Append(Selection(type, depth, named));
            return text.ToString();
        }

        private string Selection(string type, int depth, bool named)
        {
            var choice = _random.Next(depth <= 0 ? 1 : 6);
            if (choice == 0)
                return type == "Query" ? $"a{_names++}: __typename" : $"a{_names++}: name";
            if (choice == 1)
            {
                var on = type == "Tree" ? (_random.Next(3) switch { 0 => "Oak", 1 => "Fir", _ => "Tree" }) : type;
                var set = Set(on, depth - 1, named);
                if (!named)
                    return $"... on {on} {{ {set} }}";
                var name = $"F{_names++}";
                _fragments.Append($" fragment {name} on {on} {{ {set} }}");
                return $"...{name}";
            }
            var alias = $"a{_names++}";
            var size = _random.Next(4) switch { 0 => "", 1 => "(first: $n)", var some => $"(first: {some - 1})" };
            return choice switch
            {
                2 => $"{alias}: best {{ {Set("Tree", depth - 1, named)} }}",
                3 => $"{alias}: five {{ {Set("Tree", depth - 1, named)} }}",
                _ => $"{alias}: trees{size} {{ {Set("Tree", depth - 1, named)} }}",
            };
        }
    }
}

[QueryType]
public static class TreeQueries
{
    public static ITree GetBest() => new Oak("best", 3);

    [ListSize(AssumedSize = 5)]
    public static IReadOnlyList<ITree> GetFive() => Forest.Of(5);

    [ListSize(SlicingArguments = ["first"], SlicingArgumentDefaultValue = 2, RequireOneSlicingArgument = false)]
    public static IReadOnlyList<ITree> GetTrees(int? first) => Forest.Of(first ?? 2);
}

[InterfaceType]
[GraphQLName("Tree")]
public interface ITree
{
    string Name { get; }

    ITree? GetBest();

    [ListSize(AssumedSize = 5)]
    IReadOnlyList<ITree> GetFive();

    [ListSize(SlicingArguments = ["first"], SlicingArgumentDefaultValue = 2, RequireOneSlicingArgument = false)]
    IReadOnlyList<ITree> GetTrees(int? first);
}

public sealed record Oak(string Name, int Age) : ITree
{
    public ITree? GetBest() => new Fir("best");

    [ListSize(AssumedSize = 5)]
    public IReadOnlyList<ITree> GetFive() => Forest.Of(5);

    [ListSize(SlicingArguments = ["first"], SlicingArgumentDefaultValue = 2, RequireOneSlicingArgument = false)]
    public IReadOnlyList<ITree> GetTrees(int? first) => Forest.Of(first ?? 2);
}

public sealed record Fir(string Name) : ITree
{
    public ITree? GetBest() => null;

    [ListSize(AssumedSize = 5)]
    public IReadOnlyList<ITree> GetFive() => Forest.Of(4);

    [ListSize(SlicingArguments = ["first"], SlicingArgumentDefaultValue = 2, RequireOneSlicingArgument = false)]
    public IReadOnlyList<ITree> GetTrees(int? first) => Forest.Of(first ?? 1);
}

internal static class Forest
{
    public static IReadOnlyList<ITree> Of(int count) =>
        [.. Enumerable.Range(0, count).Select(index => (ITree)(index % 2 == 0 ? new Oak($"{index}", index) : new Fir($"{index}")))];
}
