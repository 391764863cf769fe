using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation.FieldMerging;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>
/// Fields that answer under one name can be one field. The work is linear in the merged sets, and bounded by
/// <see cref="ValidationOptions.MaxFieldMergeWork"/> where fragments make these many.
/// </summary>
internal sealed class OverlappingFieldsCanBeMergedRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        var collector = new FieldCollector(Context);
        var conflicts = new MergeConflicts((message, nodes) => Report(message, nodes));
        MergePass[] passes = [new IdentityPass(collector, conflicts), new ShapePass(collector, conflicts)];
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
            Check(operation.SelectionSet, Context.Schema.RootType(operation.Operation));
        // Fragments are merged where they are spread; these are spread nowhere.
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
            if (!collector.HasSeen(fragment))
                Check(fragment.SelectionSet, Context.ResolveComposite(fragment.TypeCondition));
        if (collector.IsExhausted && !Context.IsAborted)
            Context.Abort("Too many fields would have to be compared for merging. Validation aborted.");

        void Check(SelectionSetNode selections, NamedType? type)
        {
            if (collector.IsExhausted || Context.IsAborted)
                return;
            foreach (var pass in passes)
                pass.Run(collector.Collect(selections, type));
        }
    }
}
