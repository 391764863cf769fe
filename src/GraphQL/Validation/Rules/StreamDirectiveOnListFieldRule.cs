using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Only lists are streamed.</summary>
internal sealed class StreamDirectiveOnListFieldRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
        if (directive.Name.Value == IncrementalDirectives.Stream && Context is { Field: { } field, ParentType: { } type }
            && field.Type.NullableType() is not ListType)
            Report($"Directive \"@stream\" cannot be used on non-list field \"{type}.{field.Name}\".", directive);
    }
}
