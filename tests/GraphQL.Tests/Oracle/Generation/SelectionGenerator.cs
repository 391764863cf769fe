using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Selection sets, and the fragments that they spread.</summary>
internal sealed class SelectionGenerator(
    Schema schema, Chance chance, InputGenerator inputs, VariablePool variables, int maxFields,
    IncrementalPlaces? incremental = null)
{
    private static readonly string[] TypeLists = ["fields", "interfaces", "inputFields"];

    private readonly ResponseNames _names = new(chance, [.. schema.Types.OfType<ComplexType>()
        .Where(type => !type.IsIntrospection).SelectMany(type => type.Fields).Select(field => field.Name).Distinct()]);
    private readonly List<string> _typeNames =
        [.. schema.Types.Where(type => !type.IsIntrospection).Select(type => type.Name), "Nope"];
    private readonly Dictionary<string, List<(string Text, HashSet<string> Variables)>> _arguments = [];
    private readonly List<GeneratedFragment> _fragments = [];
    private int _fields;
    private int _lastFragment;
    private HashSet<string> _spread = [];

    /// <summary>The fragments so far.</summary>
    public IReadOnlyList<GeneratedFragment> Fragments => _fragments;

    /// <summary>What stands behind the head of an operation or fragment, with what it uses.</summary>
    public GeneratedFragment Definition(string name, NamedType type, DirectiveLocation location, int depth)
    {
        var (outerVariables, outerSpread) = (variables.Used, _spread);
        (variables.Used, _spread) = ([], []);
        var body = $"{Custom(location)} {Set(type, depth, 0)}";
        var made = new GeneratedFragment(name, type, body, variables.Used, _spread);
        (variables.Used, _spread) = (outerVariables, outerSpread);
        return made;
    }

    // Directives of the schema that may stand at the place, with a blank before each.
    private string Custom(DirectiveLocation location)
    {
        var known = schema.Directives.Where(one => !one.IsSpecified && one.Name is not ("defer" or "stream") && one.Locations.Contains(location)).ToList();
        if (known.Count == 0 || !chance.Of(10))
            return "";
        var directive = chance.Pick(known);
        var text = $" @{directive.Name}{Arguments(directive.Arguments)}";
        return directive.IsRepeatable && chance.Of(30) ? text + text : text;
    }

    private string Set(NamedType type, int depth, int typeLists)
    {
        var selections = new List<string>();
        for (var count = 1 + chance.Below(5); count > 0; count--)
            selections.AddRange(Selection(type, depth, typeLists));
        return $"{{ {string.Join(chance.Of(20) ? ",\n" : " ", selections)} }}";
    }

    private IEnumerable<string> Selection(NamedType type, int depth, int typeLists)
    {
        var (head, tail, location) = chance.Below(100) switch
        {
            < 12 when depth > 0 => Inline(type, depth, typeLists),
            < 24 when depth > 0 && !type.IsIntrospection => Spread(type, depth),
            _ => Field(type, depth, typeLists),
        };
        yield return head + Conditions() + Custom(location) + tail;
        // The same once more: what was skipped may be selected after all, what was selected stays once.
        if (chance.Of(12))
            yield return head + Conditions() + tail;
    }

    private (string, string, DirectiveLocation) Field(NamedType type, int depth, int typeLists)
    {
        _fields++;
        if (type is UnionType || chance.Of(8))
            return ("__typename", "", DirectiveLocation.Field);
        if (type == schema.QueryType && chance.Of(4) && schema.FindField(type, "__type") is { } meta)
            return WithBody(type, meta, Math.Min(depth + 1, 4), 0);
        var candidates = ((ComplexType)type).Fields.Where(field => !type.IsIntrospection
            ? depth > 0 && _fields < maxFields || field.Type.IsLeaf()
            // What engines word, order or print in their own way is compared by itself.
            : field.Name is not ("description" or "possibleTypes" or "defaultValue") && (depth > 0 || field.Type.IsLeaf())
                && (typeLists < 2 || !TypeLists.Contains(field.Name))).ToList();
        return candidates.Count == 0
            ? ("__typename", "", DirectiveLocation.Field)
            : WithBody(type, chance.Pick(candidates), depth, typeLists);
    }

    private (string, string, DirectiveLocation) WithBody(NamedType type, OutputField field, int depth, int typeLists)
    {
        var arguments = field.Name == "__type"
            ? $"(name: \"{chance.Pick(_typeNames)}\")"
            : RepeatedArguments(type, field);
        var head = _names.Prefix(type, field, arguments) + field.Name + arguments + incremental?.OnField(field, Condition);
        var below = TypeLists.Contains(field.Name) && type.IsIntrospection ? typeLists + 1 : typeLists;
        return (head, field.Type.IsLeaf() ? "" : " " + Set(field.Type.NamedType(), depth - 1, below), DirectiveLocation.Field);
    }

    // Arguments are repeated often, so that fields with arguments are merged.
    private string RepeatedArguments(NamedType type, OutputField field)
    {
        var key = $"{type.Name}.{field.Name}";
        if (!_arguments.TryGetValue(key, out var known))
            _arguments[key] = known = [];
        if (known.Count > 0 && chance.Of(50))
        {
            var (text, used) = chance.Pick(known);
            variables.Used.UnionWith(used);
            return text;
        }
        var outer = variables.Used;
        variables.Used = [];
        var arguments = Arguments(field.Arguments);
        known.Add((arguments, variables.Used));
        outer.UnionWith(variables.Used);
        variables.Used = outer;
        return arguments;
    }

    private string Arguments(IEnumerable<Argument> arguments)
    {
        var given = arguments.Where(argument => argument.IsRequired || chance.Of(50)).Select(argument =>
            $"{argument.Name}: {inputs.Literal(new(argument.Type, argument.DefaultValue is not null), variables.For)}").ToList();
        return given.Count == 0 ? "" : $"({string.Join(chance.Of(80) ? ", " : " ", given)})";
    }

    private (string, string, DirectiveLocation) Inline(NamedType type, int depth, int typeLists)
    {
        if (type.IsIntrospection || chance.Of(30))
            return ("..." + incremental?.OnFragment(Condition), " " + Set(type, depth - 1, typeLists), DirectiveLocation.InlineFragment);
        var condition = Overlapping(type);
        return ($"... on {condition.Name}" + incremental?.OnFragment(Condition), " " + Set(condition, depth - 1, 0), DirectiveLocation.InlineFragment);
    }

    private (string, string, DirectiveLocation) Spread(NamedType type, int depth)
    {
        var known = _fragments.Where(fragment => schema.DoTypesOverlap(fragment.Type, type)).ToList();
        var fragment = known.Count > 0 && (chance.Of(60) || _fragments.Count > 6) ? chance.Pick(known) : Create();
        _spread.Add(fragment.Name);
        return ($"...{fragment.Name}" + incremental?.OnFragment(Condition), "", DirectiveLocation.FragmentSpread);

        GeneratedFragment Create()
        {
            // Known only once it is complete: so no fragment spreads itself.
            var made = Definition(
                $"F{++_lastFragment}", Overlapping(type), DirectiveLocation.FragmentDefinition, depth - 1);
            _fragments.Add(made);
            return made;
        }
    }

    private NamedType Overlapping(NamedType type) => chance.Of(30) ? type : chance.Pick(schema.Types.Where(candidate =>
        candidate is ComplexType or UnionType && !candidate.IsIntrospection && schema.DoTypesOverlap(candidate, type)).ToList());

    private string Conditions()
    {
        var text = "";
        if (chance.Of(12))
            text += $" @skip(if: {Condition()})";
        if (chance.Of(12))
            text += $" @include(if: {Condition()})";
        return text;
    }

    private string Condition() => chance.Of(50)
        ? chance.Of(50) ? "true" : "false"
        : variables.For(new(new NonNullType(schema.Types["Boolean"])));
}
