using System.Text;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Tests.TrackingPlan;

public sealed class PublishedPlanTests
{
    [Theory]
    [InlineData("STRING", """ "a" """, null)]
    [InlineData("STRING", "1", "PROPERTY_WRONG_TYPE")]
    [InlineData("NUMBER", "1.5", null)]
    [InlineData("NUMBER", """ "1.5" """, "PROPERTY_WRONG_TYPE")]
    [InlineData("INTEGER", "2.0", null)]
    [InlineData("INTEGER", "-7e2", null)]
    [InlineData("INTEGER", "1e300", null)]
    [InlineData("INTEGER", "2.5", "PROPERTY_WRONG_TYPE")]
    [InlineData("BOOLEAN", "false", null)]
    [InlineData("BOOLEAN", "0", "PROPERTY_WRONG_TYPE")]
    [InlineData("LIST", "[]", null)]
    [InlineData("LIST", "{}", "PROPERTY_WRONG_TYPE")]
    [InlineData("OBJECT", "{}", null)]
    [InlineData("OBJECT", "[{}]", "PROPERTY_WRONG_TYPE")]
    [InlineData("TIMESTAMP", """ "2026-03-01T08:26:00Z" """, null)]
    [InlineData("TIMESTAMP", """ "yesterday" """, "PROPERTY_WRONG_TYPE")]
    [InlineData("STRING", "null", null)]
    public void A_value_has_the_type_of_its_property(string type, string value, string? code) =>
        Assert.Equal(code, Codes($$"""{"name": "p", "type": "{{type}}"}""", $$"""{"p": {{value}}}""").SingleOrDefault());

    [Theory]
    [InlineData("""{"name": "p", "type": "NUMBER", "minimum": 0}""", "-1", "PROPERTY_OUT_OF_RANGE")]
    [InlineData("""{"name": "p", "type": "NUMBER", "minimum": 0}""", "0", null)]
    [InlineData("""{"name": "p", "type": "NUMBER", "minimum": 0}""", "-1e300", "PROPERTY_OUT_OF_RANGE")]
    [InlineData("""{"name": "p", "type": "NUMBER", "minimum": 0}""", "1e300", null)]
    [InlineData("""{"name": "p", "type": "NUMBER", "maximum": 99.99}""", "99.991", "PROPERTY_OUT_OF_RANGE")]
    [InlineData("""{"name": "p", "type": "INTEGER", "minimum": 1, "maximum": 5}""", "6", "PROPERTY_OUT_OF_RANGE")]
    [InlineData("""{"name": "p", "values": ["EUR", "GBP"]}""", "\"GBP\"", null)]
    [InlineData("""{"name": "p", "values": ["EUR", "GBP"]}""", "\"gbp\"", "PROPERTY_NOT_IN_ENUM")]
    [InlineData("""{"name": "p", "values": ["1", "2"]}""", "2", null)]
    [InlineData("""{"name": "p", "values": ["true"]}""", "false", "PROPERTY_NOT_IN_ENUM")]
    [InlineData("""{"name": "p", "type": "LIST", "values": ["S", "M"]}""", """["S", "M", "S"]""", null)]
    [InlineData("""{"name": "p", "type": "LIST", "values": ["S", "M"]}""", """["S", "XL"]""", "PROPERTY_NOT_IN_ENUM")]
    [InlineData("""{"name": "p", "type": "STRING", "pattern": "^[A-Z]{3}-\\d+$"}""", "\"ABC-17\"", null)]
    [InlineData("""{"name": "p", "type": "STRING", "pattern": "^[A-Z]{3}-\\d+$"}""", "\"abc-17\"", "PROPERTY_PATTERN")]
    public void A_value_keeps_to_its_range_its_enumeration_and_its_pattern(string property, string value, string? code) =>
        Assert.Equal(code, Codes(property, $$"""{"p": {{value}}}""").SingleOrDefault());

    [Theory]
    [InlineData("{}", "PROPERTY_MISSING")]
    [InlineData("""{"address": {}}""", "PROPERTY_MISSING")]
    [InlineData("""{"address": {"city": null}}""", "PROPERTY_MISSING")]
    [InlineData("""{"city": "Graz"}""", "PROPERTY_MISSING")]
    [InlineData("""{"address": {"city": "Graz"}}""", null)]
    [InlineData("""{"address.city": "Graz"}""", null)]
    [InlineData("""{"\u0061ddress": {"c\u0069ty": "Graz"}}""", null)]
    [InlineData("""{"address": [{"street": "Ring"}, {"city": "Graz"}]}""", null)]
    public void A_required_property_is_found_wherever_its_path_leads(string sent, string? code) =>
        Assert.Equal(code, Codes("""{"name": "address.city", "required": true}""", sent).SingleOrDefault());

    [Fact]
    public void Every_one_of_seventy_required_properties_is_missed()
    {
        var all = Enumerable.Range(0, 70).Select(place => $"p{place}").ToList();
        var plan = Compile($$"""{"mode": "REJECT", "events": [{"name": "e", "properties": [{{string.Join(',',
            all.Select(name => $$"""{"name": "{{name}}", "required": true}"""))}}]}]}""");
        foreach (var missing in new[] { "p0", "p63", "p64", "p69" })
        {
            var sent = $"{{{string.Join(',', all.Where(name => name != missing).Select(name => $"\"{name}\": 1"))}}}";
            Assert.Equal($"properties.{missing}", Assert.Single(plan.Check("e", Utf8(sent))).Problem.Path);
        }
    }

    [Fact]
    public void A_breach_names_its_place_in_what_was_sent()
    {
        var plan = Compile("""
            {"mode": "REJECT", "events": [{"name": "order_placed", "properties": [
              {"name": "items", "type": "LIST"}, {"name": "items.price", "type": "NUMBER", "minimum": 0}]}]}
            """);

        var breach = Assert.Single(plan.Check(
            "order_placed", Utf8("""{"items": [{"price": 3}, {"name": "x", "price": -1}], "note": "n"}""")));

        Assert.Equal("properties.items[1].price", breach.Problem.Path);
        Assert.Equal(PlanConsequence.Quarantine, breach.Consequence);
    }

    [Theory]
    [InlineData("OFF", null, null)]
    [InlineData("WARN", null, PlanConsequence.Notice)]
    [InlineData("REJECT", null, PlanConsequence.Quarantine)]
    [InlineData("REJECT", "OFF", null)]
    [InlineData("WARN", "REJECT", PlanConsequence.Quarantine)]
    public void The_mode_of_the_event_or_else_of_the_plan_says_what_a_breach_leads_to(
        string mode, string? own, PlanConsequence? expected)
    {
        var overridden = own is null ? "" : $"\"mode\": \"{own}\", ";
        var plan = Compile($$"""
            {"mode": "{{mode}}", "events": [{"name": "e", {{overridden}}"properties": [{"name": "p", "type": "NUMBER"}]}]}
            """);

        Assert.Equal(expected, plan.Check("e", Utf8("""{"p": "x"}""")).SingleOrDefault()?.Consequence);
    }

    [Fact]
    public void An_unregistered_event_is_taken_unless_the_plan_says_otherwise()
    {
        Assert.Empty(Compile("""{"mode": "REJECT"}""").Check("new_event", Utf8("""{"p": 1}""")));
        var strict = Compile("""{"mode": "REJECT", "unregisteredEvents": "REJECT", "events": [{"name": "old_event"}]}""");
        var breach = Assert.Single(strict.Check("new_event", Utf8("{}")));
        Assert.Equal(("EVENT_NOT_IN_PLAN", PlanConsequence.Quarantine), (breach.Problem.Code, breach.Consequence));
        Assert.Empty(strict.Check("old_event", Utf8("{}")));
        var mild = Compile("""{"mode": "WARN", "unregisteredEvents": "REJECT"}""");
        Assert.Equal(PlanConsequence.Notice, Assert.Single(mild.Check("new_event", Utf8("{}"))).Consequence);
    }

    [Fact]
    public void An_unregistered_property_is_named_but_not_what_lies_inside_a_registered_one_nor_what_is_the_products_own()
    {
        var plan = Compile("""
            {"mode": "REJECT", "unregisteredProperties": "WARN", "properties": [{"name": "common"}],
             "events": [{"name": "e", "properties": [{"name": "address", "type": "OBJECT"}, {"name": "geo.city"}]}]}
            """);

        var breaches = plan.Check("e", Utf8("""
            {"common": 1, "address": {"street": "Ring"}, "geo": {"city": "Graz", "zip": 8010}, "extra": {"a": 1},
             "$browser": "Firefox", "event_type": "action"}
            """));

        Assert.Equal(["properties.geo.zip", "properties.extra"], breaches.Select(breach => breach.Problem.Path));
        Assert.All(breaches, breach => Assert.Equal(
            ("PROPERTY_NOT_IN_PLAN", PlanConsequence.Notice), (breach.Problem.Code, breach.Consequence)));
    }

    [Fact]
    public void A_blocked_event_is_refused_in_every_mode() => Assert.Equal(
        ("EVENT_BLOCKED", PlanConsequence.Refusal),
        Compile("""{"mode": "OFF", "events": [{"name": "e", "status": "BLOCKED"}]}""").Check("e", Utf8("{}"))
            .Select(breach => (breach.Problem.Code, breach.Consequence)).Single());

    [Fact]
    public void A_sentence_never_holds_what_was_sent() =>
        Assert.DoesNotContain("secret", Compile("""
            {"mode": "REJECT", "unregisteredProperties": "REJECT", "events": [{"name": "e", "properties": [
              {"name": "a", "type": "NUMBER"}, {"name": "b", "values": ["x"]}, {"name": "c", "type": "STRING", "pattern": "^x$"}]}]}
            """).Check("e", Utf8("""{"a": "secret", "b": "secret", "c": "secret"}"""))
            .Select(breach => breach.Problem.Message).Aggregate(string.Concat), StringComparison.Ordinal);

    private static IEnumerable<string> Codes(string property, string sent) =>
        Compile($$"""{"mode": "REJECT", "events": [{"name": "e", "properties": [{{property}}]}]}""")
            .Check("e", Utf8(sent)).Select(breach => breach.Problem.Code);

    internal static PublishedPlan Compile(string plan) => PublishedPlan.Compile(1, PlanJson.Read(Utf8(plan)).Value);

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
