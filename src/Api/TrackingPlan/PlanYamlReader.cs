using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Domain.TrackingPlan;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Analytics.Api.TrackingPlan;

/// <summary>Turns a YAML document into the JSON that it stands for, and remembers the line of each path.</summary>
internal sealed partial class PlanYamlReader : IDisposable
{
    /// <summary>UTF-16 units of a document.</summary>
    public const int MaxLength = 1024 * 1024;

    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);
    private readonly MemoryStream _json = new();
    private readonly Utf8JsonWriter _writer;
    private readonly Parser _parser;

    /// <param name="yaml">At most <see cref="MaxLength"/> characters.</param>
    public PlanYamlReader(string yaml)
    {
        _writer = new Utf8JsonWriter(_json);
        _parser = new Parser(new StringReader(yaml));
    }

    /// <summary>The document as JSON.</summary>
    public byte[] Json => _json.ToArray();

    /// <summary>Reads the document.</summary>
    /// <returns>Why it cannot be read; null when it can.</returns>
    public Problem? Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException fault)
        {
            return Invalid(fault.Start, fault.Message);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _json.Dispose();
    }

    /// <summary>Where a part of the document stands; the line of what it lies in when it is missing.</summary>
    public long LineOf(string? path)
    {
        for (var at = path ?? ""; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
            if (_lines.TryGetValue(at, out var line))
                return line;
        return 1;
    }

    private Problem? ReadDocument()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
            return Problem.Invalid("YAML_INVALID", "Line 1: There is no document.");
        _parser.MoveNext();
        if (ReadNode("", 0) is { } problem)
            return problem;
        _parser.MoveNext();
        if (_parser.MoveNext() && _parser.Current is not StreamEnd)
            return Invalid(_parser.Current!.Start, "There is more than one document.");
        _writer.Flush();
        return null;
    }

    // Stands on the node's first event, and leaves on its last.
    private Problem? ReadNode(string path, int depth)
    {
        var current = _parser.Current!;
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            return Invalid(current.Start, "Anchors and aliases are not taken: write it out.", path);
        if (current is NodeEvent { Tag.IsEmpty: false })
            return Invalid(current.Start, "Tags are not taken.", path);
        if (depth > PlanJson.MaxDepth)
            return Invalid(current.Start, "It is nested too deeply.", path);
        switch (current)
        {
            case MappingStart:
                return ReadMapping(path, depth);
            case SequenceStart:
                return ReadSequence(path, depth);
            default:
                Write((YamlDotNet.Core.Events.Scalar)current);
                return null;
        }
    }

    private Problem? ReadMapping(string path, int depth)
    {
        _writer.WriteStartObject();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            if (_parser.Current is not YamlDotNet.Core.Events.Scalar { Anchor.IsEmpty: true, Tag.IsEmpty: true } key)
                return Invalid(_parser.Current!.Start, "A member's name is plain text.", path);
            var member = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            // A name that stands twice is a fault of its second place.
            _lines[member] = key.Start.Line;
            _writer.WritePropertyName(key.Value);
            _parser.MoveNext();
            if (ReadNode(member, depth + 1) is { } problem)
                return problem;
        }

        _writer.WriteEndObject();
        return null;
    }

    private Problem? ReadSequence(string path, int depth)
    {
        _writer.WriteStartArray();
        for (var i = 0; _parser.MoveNext() && _parser.Current is not SequenceEnd; i++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            _lines[item] = _parser.Current!.Start.Line;
            if (ReadNode(item, depth + 1) is { } problem)
                return problem;
        }

        _writer.WriteEndArray();
        return null;
    }

    // The core schema's plain null, truth values and decimal numbers; everything else is text.
    private void Write(YamlDotNet.Core.Events.Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Plain)
            _writer.WriteStringValue(scalar.Value);
        else if (scalar.Value is "" or "~" or "null")
            _writer.WriteNullValue();
        else if (scalar.Value is "true" or "false")
            _writer.WriteBooleanValue(scalar.Value is "true");
        else if (IsNumber().IsMatch(scalar.Value))
            _writer.WriteRawValue(scalar.Value);
        else
            _writer.WriteStringValue(scalar.Value);
    }

    private static Problem Invalid(Mark at, string message, string? path = null) => Problem.Invalid(
        "YAML_INVALID", string.Create(CultureInfo.InvariantCulture, $"Line {at.Line}, column {at.Column}: {message}"),
        string.IsNullOrEmpty(path) ? null : path);

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsNumber();
}
