using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Hands the items of a list to the writer: those of the usual lists as a span, others one by one.</summary>
internal abstract class ListReader
{
    private static readonly ConcurrentDictionary<Type, ListReader> Known = new();

    /// <summary>The reader for lists of that .NET type.</summary>
    public static ListReader For(IEnumerable list) => Known.GetOrAdd(list.GetType(), Create);

    /// <summary>Writes all items; false when a null goes further up.</summary>
    public abstract bool Write(AnswerWriter answer, FieldPlan field, IType type, IEnumerable list);

    private static ListReader Create(Type type)
    {
        if (type.IsSZArray)
            return Of(typeof(ArrayReader<>), type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Of(typeof(ImmutableArrayReader<>), type.GetGenericArguments()[0]);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)
            ? Of(typeof(ResizableReader<>), type.GetGenericArguments()[0])
            : new SequenceReader();
    }

    private static ListReader Of(Type open, Type item) => (ListReader)Activator.CreateInstance(open.MakeGenericType(item))!;

    private sealed class ArrayReader<T> : ListReader
    {
        public override bool Write(AnswerWriter answer, FieldPlan field, IType type, IEnumerable list) =>
            answer.WriteItems<T>(field, type, (T[])list);
    }

    private sealed class ImmutableArrayReader<T> : ListReader
    {
        public override bool Write(AnswerWriter answer, FieldPlan field, IType type, IEnumerable list) =>
            (ImmutableArray<T>)list is { IsDefault: false } items
                ? answer.WriteItems(field, type, items.AsSpan())
                : throw new InvalidOperationException($"{field.Field.Coordinate} returned an array that was never made.");
    }

    private sealed class ResizableReader<T> : ListReader
    {
        public override bool Write(AnswerWriter answer, FieldPlan field, IType type, IEnumerable list) =>
            answer.WriteItems<T>(field, type, CollectionsMarshal.AsSpan((List<T>)list));
    }

    private sealed class SequenceReader : ListReader
    {
        public override bool Write(AnswerWriter answer, FieldPlan field, IType type, IEnumerable list) =>
            answer.WriteSequence(field, type, list);
    }
}
