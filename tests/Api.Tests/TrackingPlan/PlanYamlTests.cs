using System.Text;
using Analytics.Api.TrackingPlan;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Api.Tests.TrackingPlan;

public sealed class PlanYamlTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_plan()
    {
        string[] texts =
        [
            "plain", "with space", "a.b", "true", "No", "null", "~", "", "1", "-1.5", "1e3", "0x1F", "2026-03-01", "[x]", "{a}", "a: b",
            "# no comment", "'quoted'", "\"", "line\nbreak", "tab\tand \\", " spaces ", "ä€😀", "&anchor", "*alias", "!tag", "%", "@", "-", "? key",
        ];
        var plan = new PlanDefinition
        {
            Mode = PlanMode.Reject,
            UnregisteredEvents = UnregisteredAction.Warn,
            UnregisteredProperties = UnregisteredAction.Drop,
            Denied = ["*.email", "address.street"],
            KeptContext = [],
            Properties = [new PlannedProperty("common") { Values = [.. texts.Where(text => text.Length > 0)] }],
            Events =
            [
                .. texts.Where(text => text.Length > 0).Select(text => new PlannedEvent(text)
                {
                    Description = text, Owner = text, Mode = PlanMode.Off,
                    Properties = [new PlannedProperty("n") { Type = PropertyType.Number, Minimum = -0.5m, Maximum = 1e20m, Required = true }],
                }),
            ],
        };
        Assert.Null(plan.Check());

        var read = PlanYaml.Read(PlanYaml.Write(plan)).Value;

        Assert.Equal(Encoding.UTF8.GetString(PlanJson.Write(plan)), Encoding.UTF8.GetString(PlanJson.Write(read)));
    }

    [Theory]
    [InlineData("mode: [", "YAML_INVALID", null, "Line 2")]
    [InlineData("", "YAML_INVALID", null, "Line 1")]
    [InlineData("mode: WARN\n---\nmode: OFF\n", "YAML_INVALID", null, "Line 2")]
    [InlineData("a: &x [1]\nb: *x\n", "YAML_INVALID", "a", "Line 1")]
    [InlineData("mode: !!str WARN\n", "YAML_INVALID", "mode", "Line 1")]
    [InlineData("mode: WARN\nmode: OFF\n", "MEMBER_REPEATED", "mode", "Line 2")]
    [InlineData("mode: WARN\n\nmodus: OFF\n", "MEMBER_UNKNOWN", "modus", "Line 3")]
    [InlineData("mode: SOMETIMES\n", "WRONG_TYPE", "mode", "Line 1")]
    [InlineData("events:\n  - name: a\n    properties:\n      - {name: p, required: maybe}\n", "WRONG_TYPE", "events[0].properties[0].required", "Line 4")]
    [InlineData("events:\n  - owner: me\n", "MEMBER_MISSING", "events[0].name", "Line 2")]
    [InlineData("events:\n  - name: a\n  - name: a\n", "NAMED_TWICE", "events[1]", "Line 3")]
    [InlineData("events:\n  - {name: a, renamedTo: b}\n  - {name: b, renamedTo: a}\n", "RENAME_CIRCLE", "events.renames", "Line 1")]
    [InlineData("properties:\n  - name: p\n    type: STRING\n    pattern: '(a)\\1'\n", "PLAN_INVALID", "properties[0].pattern", "Line 4")]
    [InlineData("properties:\n  - {name: p, type: NUMBER, minimum: 2, maximum: 1}\n", "PLAN_INVALID", "properties[0].minimum", "Line 2")]
    [InlineData("- a\n- b\n", "WRONG_TYPE", null, "Line 1")]
    public void A_fault_is_told_with_its_line_and_path(string yaml, string code, string? path, string line)
    {
        var problem = PlanYaml.Read(yaml).Problem!;

        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.StartsWith(line, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bombs_are_refused()
    {
        Assert.Equal("YAML_INVALID", PlanYaml.Read(new string('[', 100_000)).Problem!.Code);
        Assert.Equal("PLAN_TOO_LARGE", PlanYaml.Read(new string(' ', 2_000_000)).Problem!.Code);
        Assert.Equal("YAML_INVALID", PlanYaml.Read("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n").Problem!.Code);
    }
}
