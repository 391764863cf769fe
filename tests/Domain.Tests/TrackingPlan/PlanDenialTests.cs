using System.Text;
using System.Text.Json.Nodes;
using Analytics.Domain.TrackingPlan;
using static Analytics.Domain.Tests.TrackingPlan.PublishedPlanTests;

namespace Analytics.Domain.Tests.TrackingPlan;

public sealed class PlanDenialTests
{
    [Theory]
    [InlineData("""{"email":"x","a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"email":"x"}""", """{"a":1}""")]
    [InlineData("""{"a":1, "email" : {"b":[1,{"c":2}]} , "d":2}""", """{"a":1,  "d":2}""")]
    [InlineData("""{"email":"x"}""", "{}")]
    [InlineData("""{"email":"x","email":"y"}""", "{}")]
    [InlineData("""{ "a" : 1 , "email" : 1 , "email" : 2 }""", """{ "a" : 1 }""")]
    [InlineData("""{"\u0065mail":"x","a":1}""", """{"a":1}""")]
    [InlineData("""{"address":{"street":"s","city":"c"}}""", """{"address":{"city":"c"}}""")]
    [InlineData("""{"address":{"street":"s"}}""", """{"address":{}}""")]
    [InlineData("""{"address.street":"s"}""", "{}")]
    [InlineData("""{"address":[{"street":"s"},[{"street":"t","n":1}]]}""", """{"address":[{},[{"n":1}]]}""")]
    [InlineData("""{"street":"s","Email":"e","emails":1}""", """{"street":"s","Email":"e","emails":1}""")]
    [InlineData("""{"a":1.50,"b":"\u00e4\n"}""", """{"a":1.50,"b":"\u00e4\n"}""")]
    public void What_is_denied_is_cut_out_and_the_rest_stays_as_it_was_sent(string sent, string kept) =>
        Assert.Equal(kept, Cut("""{"denied": ["email", "address.street"]}""", sent, PlanPart.Properties));

    [Fact]
    public void Where_nothing_is_denied_the_bytes_are_the_same()
    {
        ReadOnlyMemory<byte> sent = Utf8("""{"a": {"b": [1, 2]}}""");

        Assert.Equal(sent, Compile("""{"denied": ["email"]}""").WithoutDenied("e", sent, PlanPart.Properties));
    }

    [Fact]
    public void A_name_is_denied_in_context_and_traits_too_and_in_the_traits_of_a_context()
    {
        const string Plan = """{"denied": ["email"], "events": [{"name": "e", "properties": [{"name": "phone", "denied": true}]}]}""";

        Assert.Equal("""{"traits":{"name":"n"}}""",
            Cut(Plan, """{"email":"x","phone":"p","traits":{"email":"x","phone":"p","name":"n"}}""", PlanPart.Context));
        Assert.Equal("""{"phone":"p"}""", Cut(Plan, """{"email":"x","phone":"p"}""", PlanPart.Traits, "identify"));
    }

    [Fact]
    public void An_event_denies_beside_the_plan()
    {
        const string Plan = """{"denied": ["email"], "events": [{"name": "e", "denied": ["iban"]}]}""";

        Assert.Equal("{}", Cut(Plan, """{"email":1,"iban":2}""", PlanPart.Properties));
        Assert.Equal("""{"iban":2}""", Cut(Plan, """{"email":1,"iban":2}""", PlanPart.Properties, "other"));
    }

    [Fact]
    public void A_name_can_be_denied_wherever_it_stands() => Assert.Equal(
        """{"list":[{},{"n":1}],"emails":2}""",
        Cut("""{"denied": ["*.email"]}""",
            """{"email":1,"list":[{"email":"x"},{"n":1,"a.email":2}],"emails":2}""", PlanPart.Properties));

    [Fact]
    public void An_allow_list_keeps_only_what_the_plan_names()
    {
        const string Plan = """
            {"mode": "OFF", "unregisteredProperties": "DROP", "keptContext": ["page.path"], "properties": [{"name": "currency"}],
             "events": [{"name": "e", "properties": [{"name": "total"}, {"name": "items.sku"}, {"name": "geo"}]}]}
            """;

        Assert.Equal("""{"total":1,"currency":"EUR","items":[{"sku":"a"},{}],"geo":{"x":1},"$os":"iOS","event_type":"action"}""",
            Cut(Plan, """{"total":1,"currency":"EUR","name":"n","items":[{"sku":"a","buyer":"b"},{"buyer":"c"}],"geo":{"x":1},"$os":"iOS","event_type":"action"}""",
                PlanPart.Properties));
        Assert.Equal("""{"currency":"EUR"}""", Cut(Plan, """{"total":1,"currency":"EUR"}""", PlanPart.Properties, "other"));
        Assert.Equal("""{"page":{"path":"/"}}""",
            Cut(Plan, """{"page":{"path":"/","url":"https://x/?email=y"},"ip":"1.2.3.4"}""", PlanPart.Context));
        Assert.Equal("""{"name":"n"}""", Cut(Plan, """{"name":"n"}""", PlanPart.Traits, "identify"));
    }

    [Fact]
    public void Objects_cut_at_random_hold_no_denied_name_and_all_others()
    {
        var random = new Random(20260301);
        var plan = Compile("""{"denied": ["a", "b.c", "b.b.a"]}""");
        for (var round = 0; round < 3_000; round++)
        {
            var sent = RandomObject(random, 4);
            var expected = sent.DeepClone();
            Remove(expected, "");

            var cut = plan.WithoutDenied("e", Utf8(sent.ToJsonString(new() { WriteIndented = round % 2 == 0 })), PlanPart.Properties);

            Assert.Equal(expected.ToJsonString(), JsonNode.Parse(cut.Span)!.ToJsonString());
        }
    }

    private static void Remove(JsonNode? node, string path)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                Remove(item, path);
        if (node is not JsonObject open)
            return;
        foreach (var name in open.Select(member => member.Key).ToList())
        {
            var inside = path.Length == 0 ? name : $"{path}.{name}";
            if (inside is "a" or "b.c" or "b.b.a")
                open.Remove(name);
            else
                Remove(open[name], inside);
        }
    }

    private static JsonObject RandomObject(Random random, int depth)
    {
        var open = new JsonObject();
        foreach (var name in new[] { "a", "b", "c", "d" }.Where(_ => random.Next(3) > 0))
            open[name] = (depth == 0 ? 0 : random.Next(4)) switch
            {
                0 => random.Next(100),
                1 => new JsonArray(RandomObject(random, depth - 1), random.Next(9), RandomObject(random, depth - 1)),
                2 => "t{}\",",
                _ => RandomObject(random, depth - 1),
            };
        return open;
    }

    private static string Cut(string plan, string sent, PlanPart part, string name = "e") =>
        Encoding.UTF8.GetString(Compile(plan).WithoutDenied(name, Utf8(sent), part).Span);
}
