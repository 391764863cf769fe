namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>A directive can stand somewhere, and does not need itself to be defined.</summary>
internal static class DirectiveDefinitionsRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema)
    {
        foreach (var directive in schema.Directives)
        {
            if (directive.Locations.IsDefaultOrEmpty)
                yield return new($"@{directive.Name}", $"Directive @{directive.Name} must include 1 or more locations.");
            if (Uses(directive).Contains(directive))
                yield return new($"@{directive.Name}",
                    $"Directive @{directive.Name} must not refer to itself, not even through the types of its arguments.");
        }
    }

    /// <summary>The directives that a definition needs, through its arguments and their types, however far.</summary>
    private static HashSet<DirectiveType> Uses(DirectiveType directive)
    {
        var uses = new HashSet<DirectiveType>();
        var seen = new HashSet<NamedType>();
        var open = new Stack<InputValue>(directive.Arguments);
        while (open.TryPop(out var value))
        {
            Add(value.AppliedDirectives);
            if (!seen.Add(value.Type.NamedType()))
                continue;
            Add(value.Type.NamedType().AppliedDirectives);
            if (value.Type.NamedType() is EnumType known)
                Add(known.Values.SelectMany(item => item.AppliedDirectives));
            if (value.Type.NamedType() is InputObjectType input)
                foreach (var field in input.Fields)
                    open.Push(field);
        }
        return uses;

        void Add(IEnumerable<AppliedDirective> applied)
        {
            foreach (var type in applied.Select(item => item.Type).Where(uses.Add))
                foreach (var argument in type.Arguments)
                    open.Push(argument);
        }
    }
}
