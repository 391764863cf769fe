using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation;

/// <summary>Walks the executable definitions once, tells the rules what it meets and notes facts for the end.</summary>
internal sealed class DocumentWalker(ValidationContext context, ValidationRule[] rules)
{
    private DefinitionFacts _facts = new();

    public void Walk()
    {
        foreach (var rule in rules)
            rule.EnterDocument(context.Document);
        foreach (var definition in context.Document.Definitions)
        {
            context.Facts[definition] = _facts = new DefinitionFacts();
            context.Field = null;
            if (definition is OperationDefinitionNode operation)
                WalkOperation(operation);
            else if (definition is FragmentDefinitionNode fragment)
                WalkFragment(fragment);
            if (_facts.Spreads.Count > 1)
                OrderSpreads(definition);
        }
        foreach (var rule in rules)
            rule.LeaveDocument(context.Document);
    }

    // Spreads of a selection set come before those of the sets inside it, and the last of these sets comes first: so
    // the reference implementation finds them, and reports what it finds.
    private void OrderSpreads(IDefinitionNode definition)
    {
        _facts.Spreads.Clear();
        var pending = new Stack<SelectionSetNode>([definition is OperationDefinitionNode operation
            ? operation.SelectionSet
            : ((FragmentDefinitionNode)definition).SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                if (selection is FragmentSpreadNode spread)
                    _facts.Spreads.Add(spread);
                else if ((selection as FieldNode)?.SelectionSet is { } below)
                    pending.Push(below);
                else if (selection is InlineFragmentNode inline)
                    pending.Push(inline.SelectionSet);
            }
        }
    }

    private void WalkOperation(OperationDefinitionNode operation)
    {
        foreach (var rule in rules)
            rule.EnterOperation(operation);
        foreach (var variable in operation.VariableDefinitions)
            WalkVariable(variable);
        WalkDirectives(operation, operation.Directives, LocationOf(operation.Operation));
        WalkSelections(operation.SelectionSet, context.Schema.RootType(operation.Operation));
    }

    private static DirectiveLocation LocationOf(OperationType operation) => operation switch
    {
        OperationType.Query => DirectiveLocation.Query,
        OperationType.Mutation => DirectiveLocation.Mutation,
        _ => DirectiveLocation.Subscription,
    };

    private void WalkFragment(FragmentDefinitionNode fragment)
    {
        foreach (var rule in rules)
            rule.EnterFragment(fragment);
        WalkNamedType(fragment.TypeCondition);
        WalkDirectives(fragment, fragment.Directives, DirectiveLocation.FragmentDefinition);
        WalkSelections(fragment.SelectionSet, context.ResolveComposite(fragment.TypeCondition));
    }

    private void WalkVariable(VariableDefinitionNode variable)
    {
        foreach (var rule in rules)
            rule.EnterVariable(variable);
        WalkNamedType(NamedTypeOf(variable.Type));
        if (variable.DefaultValue is { } value)
        {
            var type = context.Resolve(variable.Type);
            foreach (var rule in rules)
                rule.EnterValue(value, type is not null && type.IsInputType() ? type : null);
        }
        WalkDirectives(variable, variable.Directives, DirectiveLocation.VariableDefinition);
    }

    private static NamedTypeNode NamedTypeOf(ITypeNode type)
    {
        while (type is not NamedTypeNode)
            type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        return (NamedTypeNode)type;
    }

    private void WalkNamedType(NamedTypeNode type)
    {
        foreach (var rule in rules)
            rule.EnterNamedType(type);
    }

    private void WalkSelections(SelectionSetNode selections, NamedType? parentType)
    {
        var outer = context.Field;
        foreach (var selection in selections.Selections)
        {
            if (context.IsAborted)
                return;
            (context.ParentType, context.Field) = (parentType, outer);
            switch (selection)
            {
                case FieldNode field: WalkField(field); break;
                case FragmentSpreadNode spread: WalkSpread(spread); break;
                case InlineFragmentNode fragment: WalkInlineFragment(fragment); break;
            }
        }
    }

    private void WalkField(FieldNode field)
    {
        var parentType = context.ParentType;
        var definition = parentType is null ? null : context.Schema.FindField(parentType, field.Name.Value);
        context.Field = definition;
        foreach (var rule in rules)
            rule.EnterField(field);
        WalkArguments(field.Arguments, definition?.Arguments);
        WalkDirectives(field, field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is { } selections)
        {
            var type = definition?.Type.NamedType();
            WalkSelections(selections, type is not null && type.IsComposite() ? type : null);
            (context.ParentType, context.Field) = (parentType, definition);
        }
        foreach (var rule in rules)
            rule.LeaveField(field);
    }

    private void WalkSpread(FragmentSpreadNode spread)
    {
        _facts.Spreads.Add(spread);
        foreach (var rule in rules)
            rule.EnterSpread(spread);
        WalkDirectives(spread, spread.Directives, DirectiveLocation.FragmentSpread);
    }

    private void WalkInlineFragment(InlineFragmentNode fragment)
    {
        var type = context.ParentType;
        foreach (var rule in rules)
            rule.EnterInlineFragment(fragment);
        if (fragment.TypeCondition is { } condition)
        {
            WalkNamedType(condition);
            type = context.ResolveComposite(condition);
        }
        WalkDirectives(fragment, fragment.Directives, DirectiveLocation.InlineFragment);
        WalkSelections(fragment.SelectionSet, type);
    }

    private void WalkDirectives(
        IHasDirectives node, ImmutableArray<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.IsEmpty)
            return;
        foreach (var rule in rules)
            rule.EnterDirectives(node);
        foreach (var directive in directives)
        {
            foreach (var rule in rules)
                rule.EnterDirective(directive, location);
            WalkArguments(directive.Arguments, context.Schema.Directives.Find(directive.Name.Value)?.Arguments);
        }
    }

    private void WalkArguments(ImmutableArray<ArgumentNode> arguments, NamedCollection<Argument>? definitions)
    {
        foreach (var argument in arguments)
        {
            var definition = definitions?.Find(argument.Name.Value);
            foreach (var rule in rules)
                rule.EnterValue(argument.Value, definition?.Type);
            NoteVariables(argument.Value, definition?.Type, definition?.DefaultValue is not null, oneOf: null);
        }
    }

    private void NoteVariables(IValueNode value, IType? type, bool hasDefault, InputObjectType? oneOf)
    {
        switch (value)
        {
            case VariableNode variable:
                _facts.Variables.Add(new VariableUsage(variable, type, hasDefault, oneOf));
                break;
            case ListValueNode list:
                // A list given for a single value is another rule's fault; nothing is expected of its items.
                var itemType = (type?.NullableType() as ListType)?.ElementType;
                foreach (var item in list.Items)
                    NoteVariables(item, itemType, hasDefault: false, oneOf: null);
                break;
            case ObjectValueNode fields:
                var owner = type?.NamedType() as InputObjectType;
                foreach (var field in fields.Fields)
                {
                    var definition = owner?.Fields.Find(field.Name.Value);
                    NoteVariables(
                        field.Value, definition?.Type, definition?.DefaultValue is not null,
                        owner is { IsOneOf: true } ? owner : null);
                }
                break;
        }
    }
}
