using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every selected field exists on the type that it is selected on.</summary>
internal sealed class FieldsOnCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field)
    {
        if (Context.Field is not null || Context.ParentType is not { } type || Context.IsAborted)
            return;
        var name = field.Name.Value;
        Report($"Cannot query field \"{name}\" on type \"{type.Name}\".{Suggest(type, name)}", field);
    }

    private string Suggest(NamedType type, string field)
    {
        if (Context.Options.HideSuggestions)
            return "";
        var types = TypesWith(type, field);
        return types.Count > 0
            ? Suggestions.DidYouMean(types, "to use an inline fragment on")
            : Context.DidYouMean(field, (type as ComplexType)?.Fields.Select(known => known.Name) ?? []);
    }

    /// <summary>What a fragment could be put on: the types that have the field, most common first.</summary>
    private IReadOnlyList<string> TypesWith(NamedType type, string field)
    {
        if (!type.IsAbstract())
            return [];
        var uses = new Dictionary<ComplexType, int>();
        foreach (var possible in Context.Schema.GetPossibleTypes(type))
        {
            if (!possible.Fields.Contains(field))
                continue;
            uses[possible] = 1;
            foreach (var shared in possible.Interfaces)
                if (shared.Fields.Contains(field))
                    uses[shared] = uses.GetValueOrDefault(shared) + 1;
        }
        return
        [
            .. uses.OrderByDescending(use => use.Value)
                .ThenByDescending(use => uses.Keys.Count(other => Context.Schema.IsSubType(use.Key, other)))
                .ThenBy(use => use.Key.Name, NaturalOrder.Instance)
                .Select(use => use.Key.Name),
        ];
    }
}
