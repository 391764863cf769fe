using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation;

/// <summary>What the rules share: the schema, the document's fragments and facts, and where the walk stands.</summary>
internal sealed class ValidationContext
{
    private readonly List<ValidationError> _errors = [];
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<OperationDefinitionNode, List<VariableUsage>> _usages = [];
    private int _fragmentWork;

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment)
                _fragments[fragment.Name.Value] = fragment;
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationOptions Options { get; }

    public IReadOnlyList<ValidationError> Errors => _errors;

    /// <summary>True when a limit is reached: looking further serves no one, and nothing more is reported.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>What the walk noted of each operation and fragment, filled before <c>LeaveDocument</c>.</summary>
    public Dictionary<IDefinitionNode, DefinitionFacts> Facts { get; } = [];

    /// <summary>The composite type that is selected on; null when it is unknown or none.</summary>
    public NamedType? ParentType { get; set; }

    /// <summary>The field that the walk is in; null when the parent type has none of that name.</summary>
    public OutputField? Field { get; set; }

    /// <summary>The fragment of that name; the last one when there are several.</summary>
    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The schema's type that a reference means; null when the name is unknown.</summary>
    public IType? Resolve(ITypeNode type) => type switch
    {
        NamedTypeNode named => Schema.FindType(named.Name.Value),
        ListTypeNode list => Resolve(list.Type) is { } element ? new ListType(element) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.Type) is { } nullable ? new NonNullType(nullable) : null,
        _ => null,
    };

    /// <summary>The object, interface or union type of that name; null when there is none.</summary>
    public NamedType? ResolveComposite(NamedTypeNode type) =>
        Schema.FindType(type.Name.Value) is { } found && found.IsComposite() ? found : null;

    /// <summary>The variables used by an operation and by the fragments that it reaches.</summary>
    public IReadOnlyList<VariableUsage> VariableUsages(OperationDefinitionNode operation)
    {
        if (_usages.TryGetValue(operation, out var usages))
            return usages;
        _usages[operation] = usages = [];
        Add(operation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<IDefinitionNode>([operation]);
        while (pending.TryPop(out var definition) && !IsAborted)
            foreach (var spread in Facts[definition].Spreads)
                if (seen.Add(spread.Name.Value) && FindFragment(spread.Name.Value) is { } fragment)
                {
                    Add(fragment);
                    pending.Push(fragment);
                }
        return usages;

        void Add(IDefinitionNode definition)
        {
            usages.AddRange(Facts[definition].Variables);
            _fragmentWork += 1 + Facts[definition].Variables.Count;
            if (_fragmentWork > Options.MaxFragmentWork && !IsAborted)
                Abort("Too many operations spread too many fragments. Validation aborted.");
        }
    }

    /// <summary>Names like the one given, as the end of a message; nothing when suggestions are hidden.</summary>
    public string DidYouMean(string name, IEnumerable<string> known, string? what = null) =>
        Options.HideSuggestions || IsAborted ? "" : Suggestions.DidYouMean(Suggestions.Similar(name, known), what);

    public void Report(string rule, string message, ReadOnlySpan<ISyntaxNode> nodes)
    {
        if (IsAborted)
            return;
        var locations = ImmutableArray.CreateBuilder<Location>(nodes.Length);
        foreach (var node in nodes)
            locations.Add(node.Location);
        if (_errors.Count < Options.MaxErrors)
            _errors.Add(new ValidationError(message, locations.MoveToImmutable(), rule));
        else
            Abort("Too many validation errors, error limit reached. Validation aborted.");
    }

    /// <summary>Ends the validation with an error that names the limit.</summary>
    public void Abort(string message)
    {
        _errors.Add(new ValidationError(message, [], ValidationError.LimitRule));
        IsAborted = true;
    }
}
