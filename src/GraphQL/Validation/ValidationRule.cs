using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation;

/// <summary>
/// One rule of the validation chapter. The walk calls what a rule overrides; where it stands is in the context.
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;

    public virtual void EnterDocument(DocumentNode document)
    {
    }

    /// <summary>Called when everything has been walked and the facts of all definitions are known.</summary>
    public virtual void LeaveDocument(DocumentNode document)
    {
    }

    public virtual void EnterOperation(OperationDefinitionNode operation)
    {
    }

    public virtual void EnterFragment(FragmentDefinitionNode fragment)
    {
    }

    public virtual void EnterVariable(VariableDefinitionNode variable)
    {
    }

    public virtual void EnterNamedType(NamedTypeNode type)
    {
    }

    public virtual void EnterField(FieldNode field)
    {
    }

    public virtual void LeaveField(FieldNode field)
    {
    }

    public virtual void EnterSpread(FragmentSpreadNode spread)
    {
    }

    public virtual void EnterInlineFragment(InlineFragmentNode fragment)
    {
    }

    /// <summary>Called once for each node that can have directives.</summary>
    public virtual void EnterDirectives(IHasDirectives node)
    {
    }

    public virtual void EnterDirective(DirectiveNode directive, DirectiveLocation location)
    {
    }

    /// <summary>Called for a whole value: of an argument, or a variable's default.</summary>
    /// <param name="value">The value, with what is nested in it.</param>
    /// <param name="type">The type expected; null when it is not known.</param>
    public virtual void EnterValue(IValueNode value, IType? type)
    {
    }

    protected void Report(string message, params ReadOnlySpan<ISyntaxNode> nodes) =>
        Context.Report(GetType().Name[..^"Rule".Length], message, nodes);
}
