using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>
/// Random valid documents of a schema with variables: the same for the same seed. They hold what engines stumble over:
/// fields merged from several places, fragments spread often, conditions everywhere, variables in every position.
/// </summary>
/// <param name="schema">What is asked.</param>
/// <param name="isIncremental">Whether fragments are deferred and lists streamed; not all such documents are valid.</param>
internal sealed class DocumentGenerator(Schema schema, bool isIncremental = false)
{
    private const int MaxDepth = 4;
    private const int MaxFields = 30;

    /// <summary>The document of a seed.</summary>
    public GeneratedDocument Generate(int seed)
    {
        var chance = new Chance(seed);
        var inputs = new InputGenerator(chance);
        var variables = new VariablePool(chance, inputs);
        var selections = new SelectionGenerator(schema, chance, inputs, variables, MaxFields,
            isIncremental ? new IncrementalPlaces(seed) : null);
        var operations = Enumerable.Range(0, chance.Of(15) ? 2 + chance.Below(2) : 1)
            .Select(index => (Kind: KindOf(chance), Name: $"Op{index}")).ToList();
        var bodies = operations
            .Select(operation => selections.Definition(operation.Name, schema.RootType(operation.Kind)!,
                operation.Kind == OperationType.Query ? DirectiveLocation.Query : DirectiveLocation.Mutation,
                1 + chance.Below(MaxDepth)))
            .ToList();
        var isNamed = operations.Count > 1 || chance.Of(50);
        var definitions = operations.Zip(bodies, (operation, body) =>
            Operation(operation.Kind, isNamed ? $" {operation.Name}" : "", body, selections, variables));
        var spread = bodies.SelectMany(body => Reach(body, selections.Fragments)).Distinct().ToList();
        var fragments = spread.Select(fragment => $"fragment {fragment.Name} on {fragment.Type.Name}" + fragment.Body);
        var text = string.Join('\n', chance.Of(50) ? definitions.Concat(fragments) : fragments.Concat(definitions));
        var asked = isNamed && (operations.Count > 1 || chance.Of(50)) ? chance.Pick(operations).Name : null;
        return new GeneratedDocument(text, asked, variables.Json());
    }

    private OperationType KindOf(Chance chance) =>
        schema.MutationType is not null && chance.Of(20) ? OperationType.Mutation : OperationType.Query;

    private static string Operation(
        OperationType kind, string name, GeneratedFragment body, SelectionGenerator selections, VariablePool variables)
    {
        var used = Reach(body, selections.Fragments).Append(body).SelectMany(part => part.Variables).ToHashSet();
        var declared = variables.Declare(used);
        var isShort = kind == OperationType.Query && name.Length == 0 && declared.Length == 0 && body.Body.StartsWith(" {", StringComparison.Ordinal);
        return isShort ? body.Body : $"{kind.ToString().ToLowerInvariant()}{name}{declared}{body.Body}";
    }

    private static List<GeneratedFragment> Reach(GeneratedFragment from, IReadOnlyList<GeneratedFragment> all)
    {
        var reached = new OrderedDictionary<string, GeneratedFragment>(StringComparer.Ordinal);
        var open = new Queue<GeneratedFragment>([from]);
        while (open.TryDequeue(out var next))
            foreach (var name in next.Spreads.Order(StringComparer.Ordinal))
                if (all.First(fragment => fragment.Name == name) is var fragment && reached.TryAdd(name, fragment))
                    open.Enqueue(fragment);
        return [.. reached.Values];
    }
}
