using System.Text.Json.Nodes;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>What a client makes of payloads, and what they do wrong.</summary>
internal sealed class PayloadMerge
{
    private readonly Dictionary<string, JsonArray> _pending = [];
    private readonly HashSet<string> _known = [];

    private PayloadMerge(JsonNode first) => Data = first["data"]?.DeepClone();

    /// <summary>The data in the end.</summary>
    public JsonNode? Data { get; }

    /// <summary>The paths of all errors, in order of their text.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>What breaks the protocol; empty when nothing does.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Puts the payloads of one answer together.</summary>
    public static PayloadMerge Of(IReadOnlyList<JsonNode> payloads)
    {
        var merge = new PayloadMerge(payloads[0]);
        foreach (var (index, payload) in payloads.Index())
            merge.Take(payload, index, payloads.Count);
        merge.Errors.Sort(StringComparer.Ordinal);
        return merge;
    }

    private void Take(JsonNode payload, int index, int count)
    {
        NoteErrors(payload);
        foreach (var entry in Of(payload, "pending"))
            if (_known.Add((string)entry["id"]!))
                _pending.Add((string)entry["id"]!, entry["path"]!.AsArray());
            else
                Faults.Add($"{entry["id"]} is announced twice");
        foreach (var entry in Of(payload, "incremental"))
            Deliver(entry);
        foreach (var entry in Of(payload, "completed"))
        {
            NoteErrors(entry);
            if (!_pending.Remove((string)entry["id"]!))
                Faults.Add($"{entry["id"]} is complete without being pending");
        }
        if ((bool?)payload["hasNext"] == true != index < count - 1)
            Faults.Add($"hasNext of payload {index} of {count} is wrong");
        if (index == count - 1 && _pending.Count > 0)
            Faults.Add($"still pending at the end: {string.Join(", ", _pending.Keys)}");
    }

    private void Deliver(JsonNode entry)
    {
        NoteErrors(entry);
        if (!_pending.TryGetValue((string)entry["id"]!, out var path))
        {
            Faults.Add($"{entry["id"]} gets data without being pending");
            return;
        }
        var target = path.Concat(entry["subPath"]?.AsArray() ?? []).Aggregate(Data, (at, segment) =>
            segment!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? at?[(int)segment] : at?[(string)segment!]);
        switch (target)
        {
            case JsonArray list when entry["items"] is JsonArray items:
                foreach (var item in items)
                    list.Add(item?.DeepClone());
                break;
            case JsonObject members when entry["data"] is JsonObject data:
                Add(members, data, $"{path}");
                break;
            default:
                Faults.Add($"data of {entry["id"]} belongs to nothing");
                break;
        }
    }

    // What was delivered before is only gone through on the way to something new: never a leaf, never a list of leaves.
    private void Add(JsonObject to, JsonObject from, string place)
    {
        foreach (var (name, value) in from)
            if (!to.ContainsKey(name))
                to[name] = value?.DeepClone();
            else
                Faults.Add($"{place}.{name} is delivered twice");
    }

    private void NoteErrors(JsonNode of) =>
        Errors.AddRange(Of(of, "errors").Select(error => error["path"]?.ToJsonString() ?? "none"));

    private static IEnumerable<JsonNode> Of(JsonNode payload, string name) => (payload[name]?.AsArray() ?? []).OfType<JsonNode>();
}
