using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Domain.TrackingPlan;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Analytics.Api.TrackingPlan;

/// <summary>
/// A plan as a YAML document: the members of its JSON form. What is written reads back as the same plan. No anchors,
/// no aliases, no tags; a fault is told with its line and its path.
/// </summary>
internal static partial class PlanYaml
{
    /// <summary>The document, e.g. <c>mode: WARN</c> and so on.</summary>
    public static string Write(PlanDefinition plan)
    {
        using var document = JsonDocument.Parse(PlanJson.Write(plan));
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, document.RootElement);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Reads a plan and checks it.</summary>
    public static Result<PlanDefinition> Read(string yaml)
    {
        if (yaml.Length > PlanYamlReader.MaxLength)
            return Problem.Invalid("PLAN_TOO_LARGE", $"A plan's YAML has at most {PlanYamlReader.MaxLength} characters.");
        using var read = new PlanYamlReader(yaml);
        if (read.Read() is { } problem)
            return problem;
        return PlanJson.Read(read.Json).TryGet(out var plan, out var fault)
            ? plan
            : fault with { Message = $"Line {read.LineOf(fault.Path)}: {fault.Message}" };
    }

    private static void Write(Emitter emitter, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart());
                foreach (var member in value.EnumerateObject())
                {
                    emitter.Emit(new YamlDotNet.Core.Events.Scalar(member.Name));
                    Write(emitter, member.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, StyleOf(value)));
                foreach (var item in value.EnumerateArray())
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                WriteText(emitter, value.GetString()!);
                break;
            default:
                emitter.Emit(new YamlDotNet.Core.Events.Scalar(value.GetRawText()));
                break;
        }
    }

    // Names stand in one line, objects below each other.
    private static SequenceStyle StyleOf(JsonElement list) =>
        list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String) ? SequenceStyle.Flow : SequenceStyle.Block;

    private static void WriteText(Emitter emitter, string text) => emitter.Emit(new YamlDotNet.Core.Events.Scalar(
        null, null, text, IsPlain().IsMatch(text) && !IsOther().IsMatch(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
        isPlainImplicit: true, isQuotedImplicit: true));

    // Other readers of YAML take these for numbers, truth values, null or times.
    [GeneratedRegex("^(y|n|yes|no|on|off|true|false|null)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsOther();

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z0-9_$./ -]*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsPlain();
}
