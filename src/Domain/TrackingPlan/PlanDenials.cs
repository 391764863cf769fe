using System.Buffers;
using System.Text.Json;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Cuts the members out of a JSON object that a plan denies, at whatever depth; the rest stays as it was sent.</summary>
/// <remarks>The object was checked before: it is well formed, and at most <c>EventRules.MaxDepth</c> deep.</remarks>
internal struct PlanDenials(PathRules rules, bool traitsInside, byte[] path)
{
    private readonly PathRules _rules = rules;
    private readonly bool _traitsInside = traitsInside;
    private readonly PlanPath _path = new(path);
    private List<(int From, int To)>? _cuts;

    /// <returns>The same memory when nothing is cut.</returns>
    public static ReadOnlyMemory<byte> Cut(PathRules rules, ReadOnlyMemory<byte> json, bool traitsInside)
    {
        if (json.IsEmpty || !rules.TakesOut)
            return json;
        var path = ArrayPool<byte>.Shared.Rent(PathRules.MaxPath);
        var denials = new PlanDenials(rules, traitsInside, path);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        denials.WalkObject(ref reader, 0);
        ArrayPool<byte>.Shared.Return(path);
        return denials._cuts is null ? json : Without(json.Span, denials._cuts);
    }

    private void WalkObject(ref Utf8JsonReader reader, int parent)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var length = _path.Put(parent, ref reader);
            reader.Read();
            if (IsCut(length, reader.TokenType))
            {
                reader.Skip();
                (_cuts ??= []).Add((start, (int)reader.BytesConsumed));
                continue;
            }

            Walk(ref reader, length);
        }
    }

    private void Walk(ref Utf8JsonReader reader, int length)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            WalkObject(ref reader, length);
        else if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                Walk(ref reader, length);
    }

    private readonly bool IsCut(int length, JsonTokenType value)
    {
        var path = _path.Of(length);
        if (_rules.IsDenied(path)
            || (_traitsInside && path.StartsWith("traits."u8) && _rules.IsDenied(path["traits."u8.Length..])))
            return true;
        if (!_rules.DropsUnnamed || PathRules.IsOwn(path))
            return false;
        var isOpen = value is JsonTokenType.StartObject or JsonTokenType.StartArray;
        return !IsNamed(path) && !(isOpen && _rules.Find(path)?.LeadsOn == true);
    }

    // What lies inside of something named stays with it, unless it is denied by itself.
    private readonly bool IsNamed(ReadOnlySpan<byte> path)
    {
        for (; !path.IsEmpty; path = path[..Math.Max(0, path.LastIndexOf((byte)'.'))])
            if (_rules.Find(path) is { IsNamed: true })
                return true;
        return false;
    }

    private static ReadOnlyMemory<byte> Without(ReadOnlySpan<byte> json, List<(int From, int To)> cuts)
    {
        var rest = new byte[json.Length];
        var (at, length) = (0, 0);
        foreach (var (from, to) in cuts)
        {
            json[at..from].CopyTo(rest.AsSpan(length));
            length += from - at;
            at = to + json[to..].IndexOfAnyExcept(" \t\r\n"u8);
            if (json[at] == (byte)',')
                at++;
            else
                length = BeforeComma(rest.AsSpan(0, length));
        }

        json[at..].CopyTo(rest.AsSpan(length));
        return rest.AsMemory(0, length + json.Length - at);
    }

    // The last member of its object is gone: so is the comma in front of it.
    private static int BeforeComma(ReadOnlySpan<byte> rest)
    {
        var trimmed = rest.TrimEnd(" \t\r\n"u8);
        return trimmed.EndsWith(","u8) ? trimmed.Length - 1 : rest.Length;
    }
}
