using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>No argument is given twice.</summary>
internal sealed class UniqueArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field) => Check(field.Arguments);

    public override void EnterDirective(DirectiveNode directive, DirectiveLocation location) =>
        Check(directive.Arguments);

    private void Check(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2)
            return;
        foreach (var group in arguments.GroupBy(argument => argument.Name.Value))
        {
            ISyntaxNode[] names = [.. group.Select(argument => argument.Name)];
            if (names.Length > 1)
                Report($"There can be only one argument named \"{group.Key}\".", names);
        }
    }
}
