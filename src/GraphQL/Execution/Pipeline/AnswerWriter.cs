using System.Collections;
using Analytics.GraphQL.Execution.Incremental;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// The specification's CompleteValue, straight into UTF-8: resolves what does not wait, writes values, and on a null
/// where none may be cuts the answer back to the next nullable place. Methods return false when the null goes further up.
/// </summary>
/// <param name="operation">The operation, or a part of it that was put off.</param>
/// <param name="writer">Where the answer goes.</param>
/// <param name="work">Takes what is put off; null when the plan puts nothing off.</param>
/// <param name="path">Where in the answer the writing begins; null for the root.</param>
internal sealed class AnswerWriter(
    OperationContext operation, ResultWriter writer, IncrementalWork? work = null, IReadOnlyList<object>? path = null)
{
    private readonly PathStack _path = new(path);
    private IReadOnlyList<object>? _failure;

    /// <summary>Writes an object whose fields were resolved before, as far as they wait.</summary>
    public bool WriteObject(SelectionPlan selection, object? value, ObjectNode? node) =>
        selection.Deferred is null
            ? WriteFields(selection, value, node)
            : WriteAndDefer(selection, selection.Deferred, value, node);

    /// <summary>Writes one item of a list, or any other value of a field.</summary>
    public bool WriteValue(FieldPlan field, IType type, object? value) => Complete(field, type, value);

    /// <summary>The error whose null went up beyond what was to be written.</summary>
    public IError FailureAmong(IReadOnlyList<IError> errors) =>
        errors.LastOrDefault(error => error.Path is { } at && _failure is not null && at.SequenceEqual(_failure))
        ?? errors[^1];

    private bool WriteAndDefer(SelectionPlan selection, DeferredSelection deferred, object? value, ObjectNode? node)
    {
        var here = _path.ToList();
        var outer = work!.Enter(deferred, here);
        try
        {
            if (!WriteFields(selection, value, node))
                return false;
            work.PutOff(deferred, value, here, writer.Position);
            return true;
        }
        finally
        {
            work.Leave(outer);
        }
    }

    private bool WriteFields(SelectionPlan selection, object? value, ObjectNode? node)
    {
        writer.WriteRaw((byte)'{');
        var fields = selection.Fields;
        for (var index = 0; index < fields.Length; index++)
            if (!WriteMember(selection, index, value, node, index == 0))
                return false;
        writer.WriteRaw((byte)'}');
        return true;
    }

    /// <summary>Writes one field with its name.</summary>
    public bool WriteMember(SelectionPlan selection, int index, object? value, ObjectNode? node, bool isFirst)
    {
        var field = selection.Fields[index];
        field.WriteName(writer, isFirst);
        if (field.PlainLeaf is { } leaf)
            return WriteLeaf(field, leaf, value);
        if (field.IsTypeName)
        {
            writer.WriteRaw(selection.EncodedTypeName);
            return true;
        }
        _path.Push(field.ResponseName);
        var written = node is null || node.Results[index] == ObjectNode.Unresolved
            ? ResolveAndWrite(field, value)
            : Complete(field, field.Field.Type, node.Results[index]);
        _path.Pop();
        return written;
    }

    // The bulk of every answer: no path is kept for it, no arguments are looked up.
    private bool WriteLeaf(FieldPlan field, LeafWriter leaf, object? parent)
    {
        var mark = writer.Position;
        try
        {
            return leaf(writer, operation, parent, field.ConstantArguments!, null) || WriteNullLeaf(field, false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            writer.Truncate(mark);
            _path.Push(field.ResponseName);
            operation.AddException(fault, field, _path.ToList);
            _path.Pop();
            return WriteNullLeaf(field, true);
        }
    }

    private bool WriteNullLeaf(FieldPlan field, bool isReported)
    {
        _path.Push(field.ResponseName);
        var written = WriteNull(field, field.Field.Type, isReported);
        _path.Pop();
        return written;
    }

    private bool ResolveAndWrite(FieldPlan field, object? parent)
    {
        var mark = writer.Position;
        var depth = _path.Depth;
        object? value;
        try
        {
            var resolver = field.Resolver;
            var arguments = operation.ArgumentsOf(field);
            var context = resolver.NeedsContext
                ? new ResolverContext(operation, field, parent, arguments, _path.ToList())
                : null;
            if (resolver.Leaf is { } leaf)
                return leaf(writer, operation, parent, arguments, context) || WriteNull(field, field.Field.Type, false);
            value = resolver.Sync!(operation, parent, arguments, context);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            CutBack(mark);
            _path.Depth = depth;
            operation.AddException(fault, field, _path.ToList);
            return WriteNull(field, field.Field.Type, true);
        }
        return Complete(field, field.Field.Type, value);
    }

    private bool Complete(FieldPlan field, IType type, object? value)
    {
        if (value is null)
            return WriteNull(field, type, false);
        if (value == ObjectNode.Failed)
            return WriteNull(field, type, true);
        var mark = writer.Position;
        var depth = _path.Depth;
        try
        {
            if (CompleteNullable(field, type.NullableType(), value))
                return true;
            CutBack(mark);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            CutBack(mark);
            _path.Depth = depth;
            operation.AddException(fault, field, _path.ToList);
        }
        return WriteNull(field, type, true);
    }

    private bool CompleteNullable(FieldPlan field, IType type, object value)
    {
        switch (type)
        {
            case ListType list:
                return field.Stream is { } stream && list == field.Field.Type.NullableType()
                    ? WriteStreamed(field, stream, list.ElementType, value)
                    : WriteList(field, list.ElementType, value);
            case ScalarType scalar:
                scalar.WriteObject(writer, value);
                return true;
            case EnumType known:
                known.Write(writer, value);
                return true;
            default:
                return value is ObjectNode node
                    ? WriteObject(node.Selection, node.Value, node)
                    : WriteObject(field.SelectionFor(value), value, null);
        }
    }

    private bool WriteList(FieldPlan field, IType type, object value)
    {
        operation.ThrowIfAborted();
        writer.WriteRaw((byte)'[');
        var written = value switch
        {
            // A string is a sequence too, but never a list of the schema.
            string => throw new InvalidOperationException($"{field.Field.Coordinate} returned text instead of a list."),
            IEnumerable items => ListReader.For(items).Write(this, field, type, items),
            _ => throw new InvalidOperationException(
                $"{field.Field.Coordinate} returned {value.GetType()} instead of a list."),
        };
        writer.WriteRaw((byte)']');
        return written;
    }

    private bool WriteStreamed(FieldPlan field, StreamPlan stream, IType type, object value)
    {
        var items = value as StreamedItems ?? (value is IEnumerable sequence and not string
            ? StreamedItems.Read(sequence, stream.InitialCount(operation.Schema, operation.Variables), work!.Sources)
            : null);
        if (!WriteList(field, type, items?.Initial ?? value))
            return false;
        if (items?.Rest is { } rest)
            work!.PutOff(new ItemStream(_path.ToList(), stream, type, rest, items.Initial.Count), writer.Position);
        return true;
    }

    /// <summary>Writes the items of a list.</summary>
    public bool WriteItems<T>(FieldPlan field, IType type, ReadOnlySpan<T> items)
    {
        if (type.NullableType() is ObjectType && !typeof(T).IsValueType && field.OnlySelection is { } selection)
            return WriteObjects(field, type, selection, items);
        for (var index = 0; index < items.Length; index++)
            if (!WriteItem(field, type, items[index], index))
                return false;
        return true;
    }

    /// <summary>Writes the items of a sequence.</summary>
    public bool WriteSequence(FieldPlan field, IType type, IEnumerable items)
    {
        var index = 0;
        foreach (var item in items)
            if (!WriteItem(field, type, item, index++))
                return false;
        return true;
    }

    private bool WriteObjects<T>(FieldPlan field, IType type, SelectionPlan selection, ReadOnlySpan<T> items)
    {
        for (var index = 0; index < items.Length; index++)
        {
            object? item = items[index];
            if (item is null or ObjectNode || item == ObjectNode.Failed)
            {
                if (!WriteItem(field, type, item, index))
                    return false;
                continue;
            }
            if (index > 0)
                writer.WriteRaw((byte)',');
            var mark = writer.Position;
            _path.Push(index);
            var written = WriteObject(selection, item, null);
            _path.Pop();
            if (written)
                continue;
            CutBack(mark);
            if (!WriteNull(field, type, true))
                return false;
        }
        return true;
    }

    private bool WriteItem(FieldPlan field, IType type, object? item, int index)
    {
        if (index > 0)
            writer.WriteRaw((byte)',');
        _path.Push(index);
        var written = Complete(field, type, item);
        _path.Pop();
        return written;
    }

    private bool WriteNull(FieldPlan field, IType type, bool isReported)
    {
        if (type is not NonNullType)
        {
            if (isReported)
                _failure = null;
            writer.WriteNull();
            return true;
        }
        if (!isReported)
            operation.AddError(OperationContext.At(
                Error.Of($"Cannot return null for non-nullable field {field.Field.Coordinate}.", ErrorCodes.NullValue),
                field, _path.ToList));
        _failure ??= _path.ToList();
        return false;
    }

    private void CutBack(int mark)
    {
        writer.Truncate(mark);
        work?.CutBack(mark);
    }
}
