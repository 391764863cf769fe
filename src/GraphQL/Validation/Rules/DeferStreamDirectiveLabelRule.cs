using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A label tells the parts of an answer apart, so it is a constant, and there is one of each.</summary>
internal sealed class DeferStreamDirectiveLabelRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, DirectiveNode> _known = new(StringComparer.Ordinal);

    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
        if (directive.Name.Value is not (IncrementalDirectives.Defer or IncrementalDirectives.Stream)
            || IncrementalDirectives.Argument(directive, "label") is not { } label || label is NullValueNode)
            return;
        if (label is not StringValueNode text)
            Report($"Argument \"@{directive.Name.Value}(label:)\" must be a static string.", directive);
        else if (!_known.TryAdd(text.Value, directive))
            Report(
                "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all Defer/Stream directive usages.",
                _known[text.Value], directive);
    }
}
