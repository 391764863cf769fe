using System.Buffers;
using System.Collections;
using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Walks an event's properties once and holds each to its rule. Nothing is allocated while there is no breach.</summary>
internal struct PlanChecks(EventPlan plan, ReadOnlyMemory<byte> json, byte[] path)
{
    /// <summary>More breaches of one event are not listed.</summary>
    public const int MaxBreaches = 50;

    private readonly EventPlan _plan = plan;
    private readonly ReadOnlyMemory<byte> _json = json;
    private readonly PlanPath _path = new(path);
    private ulong _seen;            // required properties by their place, the first 64
    private BitArray? _seenBeyond;
    private List<PlanBreach>? _breaches;

    /// <returns>Null when there is none.</returns>
    public static List<PlanBreach>? Breaches(EventPlan plan, ReadOnlyMemory<byte> json)
    {
        var path = ArrayPool<byte>.Shared.Rent(PathRules.MaxPath);
        var checks = new PlanChecks(plan, json, path);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        checks.WalkObject(ref reader, 0);
        ArrayPool<byte>.Shared.Return(path);
        checks.AddMissing();
        return checks._breaches;
    }

    private void WalkObject(ref Utf8JsonReader reader, int parent)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = _path.Put(parent, ref reader);
            reader.Read();
            CheckMember(ref reader, length);
        }
    }

    private void CheckMember(ref Utf8JsonReader reader, int length)
    {
        var path = _path.Of(length);
        var rule = _plan.Properties.Find(path);
        if (rule?.Check is { } check)
            CheckValue(check, ref reader);
        var isOpen = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (rule?.LeadsOn == true && isOpen)
            WalkInside(ref reader, length);
        else if (rule is { IsNamed: true } || PathRules.IsOwn(path))
            reader.Skip();
        else
        {
            AddUnregistered(ref reader, length);
            reader.Skip();
        }
    }

    private void WalkInside(ref Utf8JsonReader reader, int length)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            WalkObject(ref reader, length);
        else if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                WalkInside(ref reader, length);
    }

    private void CheckValue(PropertyCheck check, ref Utf8JsonReader reader)
    {
        if (check.RequiredPlace >= 0 && reader.TokenType != JsonTokenType.Null)
            See(check.RequiredPlace);
        if (check.Check(reader) is var (code, message))
            Add(Problem.Invalid(code, message, JsonPath.Of(_json.Span, reader.TokenStartIndex, "properties")), _plan.Breach);
    }

    private void See(int place)
    {
        if (place < 64)
            _seen |= 1UL << place;
        else
            (_seenBeyond ??= new BitArray(_plan.Properties.Required.Count))[place] = true;
    }

    private void AddMissing()
    {
        var required = _plan.Properties.Required;
        for (var place = 0; place < required.Count; place++)
            if (place < 64 ? (_seen >> place & 1) == 0 : _seenBeyond?[place] != true)
                Add(required[place].Missing, _plan.Breach);
    }

    // Inside of something named without further names nothing is looked for: that was skipped as a whole. Beside named
    // parts of it, what is not named belongs to it as well.
    private void AddUnregistered(ref Utf8JsonReader reader, int length)
    {
        if (_plan.Unregistered is not { } consequence || IsInsideNamed(_path.Of(length)))
            return;
        Add(Problem.Invalid("PROPERTY_NOT_IN_PLAN", "The tracking plan has no such property of this event.",
            JsonPath.Of(_json.Span, reader.TokenStartIndex, "properties")), consequence);
    }

    private readonly bool IsInsideNamed(ReadOnlySpan<byte> path)
    {
        while (path.LastIndexOf((byte)'.') is var dot and > 0)
        {
            path = path[..dot];
            if (_plan.Properties.Find(path) is { IsNamed: true })
                return true;
        }

        return false;
    }

    private void Add(Problem problem, PlanConsequence? consequence)
    {
        if (consequence is { } led && (_breaches ??= []).Count < MaxBreaches)
            _breaches.Add(new PlanBreach(problem, led));
    }
}
