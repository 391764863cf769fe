using System.Collections.Immutable;
using System.Globalization;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>One of the answers that follow the first: what it announces, delivers and completes.</summary>
internal sealed class Payload
{
    // Ids are kept beside what had them: it may be complete before the payload is written.
    private readonly List<(int Id, IPending Entry)> _pending = [];
    private readonly List<(int Id, IReadOnlyList<object> SubPath, IReadOnlyList<PartResult> Parts, bool AreItems)> _incremental = [];
    private readonly List<(int Id, IError? Error)> _completed = [];

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => _pending.Count == 0 && _incremental.Count == 0 && _completed.Count == 0;

    public void Announce(IEnumerable<IPending> pending) =>
        _pending.AddRange(pending.Select(entry => (entry.Id!.Value, entry)));

    /// <summary>Delivers deferred fields under the innermost of the pending groups that ask for them.</summary>
    public void Deliver(DeliveryGroup group, ExecutionGroup task)
    {
        var best = group;
        foreach (var other in task.Groups)
            if (other.Id is not null && other.Path.Count > best.Path.Count)
                best = other;
        _incremental.Add((best.Id!.Value, [.. task.Path.Skip(best.Path.Count)], [task.Result!], false));
    }

    public void Deliver(ItemStream stream, IReadOnlyList<PartResult> items) =>
        _incremental.Add((stream.Id!.Value, [], items, true));

    /// <summary>Says that nothing more comes for somebody.</summary>
    /// <param name="pending">Who waits no longer.</param>
    /// <param name="error">Why it has no value, or not all; null when it is whole.</param>
    public void Complete(IPending pending, IError? error)
    {
        _completed.Add((pending.Id!.Value, error));
        pending.Id = null;
    }

    /// <summary>Writes the answer and gives the parts' buffers back.</summary>
    public ExecutionResult ToResult(bool hasNext)
    {
        var writer = new ResultWriter(1024);
        writer.WriteRaw(hasNext ? "{\"hasNext\":true"u8 : "{\"hasNext\":false"u8);
        if (_pending.Count > 0)
            WriteList(writer, ",\"pending\":["u8, _pending, WritePending);
        if (_incremental.Count > 0)
            WriteList(writer, ",\"incremental\":["u8, _incremental, WritePart);
        if (_completed.Count > 0)
            WriteList(writer, ",\"completed\":["u8, _completed, WriteCompleted);
        writer.WriteRaw((byte)'}');
        ImmutableArray<IError> errors =
        [
            .. _incremental.SelectMany(entry => entry.Parts).SelectMany(part => part.Errors),
            .. _completed.Select(entry => entry.Error).OfType<IError>(),
        ];
        return new ExecutionResult(writer, ResultKind.Executed, errors);
    }

    /// <summary>Writes <c>,"pending":[...]</c> of the first answer.</summary>
    public static void WritePending(ResultWriter writer, IReadOnlyList<IPending> pending) =>
        WriteList(writer, ",\"pending\":["u8, pending, (to, entry) => WritePending(to, (entry.Id!.Value, entry)));

    private static void WritePending(ResultWriter writer, (int Id, IPending Entry) pending)
    {
        WriteId(writer, pending.Id);
        writer.WriteRaw((byte)',');
        ErrorWriter.WritePath(writer, "\"path\":"u8, pending.Entry.Path);
        if (pending.Entry.Label is { } label)
        {
            writer.WriteRaw(",\"label\":"u8);
            writer.WriteString(label);
        }
        writer.WriteRaw((byte)'}');
    }

    private static void WritePart(
        ResultWriter writer, (int Id, IReadOnlyList<object> SubPath, IReadOnlyList<PartResult> Parts, bool AreItems) entry)
    {
        WriteId(writer, entry.Id);
        if (entry.SubPath.Count > 0)
        {
            writer.WriteRaw((byte)',');
            ErrorWriter.WritePath(writer, "\"subPath\":"u8, entry.SubPath);
        }
        writer.WriteRaw(entry.AreItems ? ",\"items\":["u8 : ",\"data\":"u8);
        for (var index = 0; index < entry.Parts.Count; index++)
        {
            if (index > 0)
                writer.WriteRaw((byte)',');
            writer.WriteRaw(entry.Parts[index].Json!.Written.Span);
            entry.Parts[index].Json!.Dispose();
        }
        if (entry.AreItems)
            writer.WriteRaw((byte)']');
        WriteErrors(writer, [.. entry.Parts.SelectMany(part => part.Errors)]);
        writer.WriteRaw((byte)'}');
    }

    private static void WriteCompleted(ResultWriter writer, (int Id, IError? Error) entry)
    {
        WriteId(writer, entry.Id);
        WriteErrors(writer, entry.Error is { } error ? [error] : []);
        writer.WriteRaw((byte)'}');
    }

    private static void WriteErrors(ResultWriter writer, IReadOnlyList<IError> errors)
    {
        if (errors.Count == 0)
            return;
        writer.WriteRaw((byte)',');
        ErrorWriter.WriteErrors(writer, errors);
    }

    private static void WriteId(ResultWriter writer, int id)
    {
        writer.WriteRaw("{\"id\":"u8);
        writer.WriteString(id.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteList<T>(
        ResultWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> entries, Action<ResultWriter, T> write)
    {
        writer.WriteRaw(name);
        for (var index = 0; index < entries.Count; index++)
        {
            if (index > 0)
                writer.WriteRaw((byte)',');
            write(writer, entries[index]);
        }
        writer.WriteRaw((byte)']');
    }
}
