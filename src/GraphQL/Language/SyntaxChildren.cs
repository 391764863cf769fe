using System.Collections.Immutable;

namespace Analytics.GraphQL.Language;

/// <summary>The children of each node, in source order.</summary>
internal static class SyntaxChildren
{
    public static void ForEach(ISyntaxNode node, SyntaxVisitor visitor)
    {
        switch (node)
        {
            case DocumentNode x: Visit(visitor, x.Definitions); break;
            case OperationDefinitionNode x:
                Visit(visitor, x.Description, x.Name);
                Visit(visitor, x.VariableDefinitions);
                Visit(visitor, x.Directives);
                visitor.Visit(x.SelectionSet);
                break;
            case FragmentDefinitionNode x:
                Visit(visitor, x.Description, x.Name, x.TypeCondition);
                Visit(visitor, x.Directives);
                visitor.Visit(x.SelectionSet);
                break;
            case VariableDefinitionNode x:
                Visit(visitor, x.Description, x.Variable, x.Type, x.DefaultValue);
                Visit(visitor, x.Directives);
                break;
            case SelectionSetNode x: Visit(visitor, x.Selections); break;
            case FieldNode x:
                Visit(visitor, x.Alias, x.Name);
                Visit(visitor, x.Arguments);
                Visit(visitor, x.Directives);
                visitor.Visit(x.SelectionSet);
                break;
            case FragmentSpreadNode x:
                visitor.Visit(x.Name);
                Visit(visitor, x.Directives);
                break;
            case InlineFragmentNode x:
                visitor.Visit(x.TypeCondition);
                Visit(visitor, x.Directives);
                visitor.Visit(x.SelectionSet);
                break;
            case ArgumentNode x: Visit(visitor, x.Name, x.Value); break;
            case DirectiveNode x:
                visitor.Visit(x.Name);
                Visit(visitor, x.Arguments);
                break;
            case VariableNode x: visitor.Visit(x.Name); break;
            case ListValueNode x: Visit(visitor, x.Items); break;
            case ObjectValueNode x: Visit(visitor, x.Fields); break;
            case ObjectFieldNode x: Visit(visitor, x.Name, x.Value); break;
            case NamedTypeNode x: visitor.Visit(x.Name); break;
            case ListTypeNode x: visitor.Visit(x.Type); break;
            case NonNullTypeNode x: visitor.Visit(x.Type); break;
            default: ForEachInTypeSystem(node, visitor); break;
        }
    }

    private static void ForEachInTypeSystem(ISyntaxNode node, SyntaxVisitor visitor)
    {
        if (node is ITypeSystemDefinitionNode definition)
            visitor.Visit(definition.Description);
        switch (node)
        {
            case SchemaDefinitionNode x: Visit(visitor, x.Directives, x.OperationTypes); break;
            case SchemaExtensionNode x: Visit(visitor, x.Directives, x.OperationTypes); break;
            case OperationTypeDefinitionNode x: visitor.Visit(x.Type); break;
            case ScalarTypeDefinitionNode x: VisitNamed(visitor, x.Name, x.Directives); break;
            case ScalarTypeExtensionNode x: VisitNamed(visitor, x.Name, x.Directives); break;
            case ObjectTypeDefinitionNode x: VisitObject(visitor, x.Name, x.Interfaces, x.Directives, x.Fields); break;
            case ObjectTypeExtensionNode x: VisitObject(visitor, x.Name, x.Interfaces, x.Directives, x.Fields); break;
            case InterfaceTypeDefinitionNode x:
                VisitObject(visitor, x.Name, x.Interfaces, x.Directives, x.Fields);
                break;
            case InterfaceTypeExtensionNode x:
                VisitObject(visitor, x.Name, x.Interfaces, x.Directives, x.Fields);
                break;
            case UnionTypeDefinitionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Types); break;
            case UnionTypeExtensionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Types); break;
            case EnumTypeDefinitionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Values); break;
            case EnumTypeExtensionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Values); break;
            case InputObjectTypeDefinitionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Fields); break;
            case InputObjectTypeExtensionNode x: VisitNamed(visitor, x.Name, x.Directives, x.Fields); break;
            case FieldDefinitionNode x:
                Visit(visitor, x.Description, x.Name);
                Visit(visitor, x.Arguments);
                visitor.Visit(x.Type);
                Visit(visitor, x.Directives);
                break;
            case InputValueDefinitionNode x:
                Visit(visitor, x.Description, x.Name, x.Type, x.DefaultValue);
                Visit(visitor, x.Directives);
                break;
            case EnumValueDefinitionNode x:
                visitor.Visit(x.Description);
                VisitNamed(visitor, x.Name, x.Directives);
                break;
            case DirectiveDefinitionNode x:
                visitor.Visit(x.Name);
                Visit(visitor, x.Arguments);
                Visit(visitor, x.Locations);
                break;
        }
    }

    private static void VisitObject(
        SyntaxVisitor visitor, NameNode name, ImmutableArray<NamedTypeNode> interfaces,
        ImmutableArray<DirectiveNode> directives, ImmutableArray<FieldDefinitionNode> fields)
    {
        visitor.Visit(name);
        Visit(visitor, interfaces);
        Visit(visitor, directives, fields);
    }

    private static void VisitNamed(SyntaxVisitor visitor, NameNode name, ImmutableArray<DirectiveNode> directives)
    {
        visitor.Visit(name);
        Visit(visitor, directives);
    }

    private static void VisitNamed<T>(
        SyntaxVisitor visitor, NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<T> members)
        where T : class, ISyntaxNode
    {
        VisitNamed(visitor, name, directives);
        Visit(visitor, members);
    }

    private static void Visit<T>(
        SyntaxVisitor visitor, ImmutableArray<DirectiveNode> directives, ImmutableArray<T> members)
        where T : class, ISyntaxNode
    {
        Visit(visitor, directives);
        Visit(visitor, members);
    }

    private static void Visit<T>(SyntaxVisitor visitor, ImmutableArray<T> nodes)
        where T : class, ISyntaxNode
    {
        foreach (var node in nodes)
            visitor.Visit(node);
    }

    private static void Visit(
        SyntaxVisitor visitor, ISyntaxNode? first, ISyntaxNode? second, ISyntaxNode? third = null,
        ISyntaxNode? fourth = null)
    {
        visitor.Visit(first);
        visitor.Visit(second);
        visitor.Visit(third);
        visitor.Visit(fourth);
    }
}
