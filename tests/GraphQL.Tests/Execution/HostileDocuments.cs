namespace Analytics.GraphQL.Tests.Execution;

/// <summary>Documents made to cost much, each with the schema that it is sent to.</summary>
internal static class HostileDocuments
{
    /// <summary>Those that are valid, and cheap enough to be answered.</summary>
    public static IReadOnlySet<string> Answered { get; } = new HashSet<string>
    {
        "a list of 19,000 items", "many variables used many times", "introspection asked 300 times",
    };

    public static IReadOnlyDictionary<string, (string Schema, string Text)> All { get; } =
        new Dictionary<string, (string Schema, string Text)>
        {
            ["nested selections"] = ("recursive", Nested("{root", "{parent", 5000)),
            ["nested lists"] = ("inputs", $"{{lists(e:{new string('[', 20_000)}"),
            ["nested objects"] = ("inputs", $"{{echo(all:{Repeat(5000, _ => "{more:")}"),
            ["nested types"] = ("inputs", $"query($a:{new string('[', 20_000)}"),
            ["10,000 aliases"] = ("recursive", $"{{root{{{Repeat(10_000, i => $"a{i}:id ")}}}}}"),
            ["10,000 times one field"] = ("recursive", $"{{root{{{Repeat(10_000, _ => "id ")}}}}}"),
            ["a circle of fragments"] = ("recursive", $"{{...F0}}{Repeat(800, i => $"fragment F{i} on Query{{...F{(i + 1) % 800}}}")}"),
            ["fragments that all spread all"] = ("recursive",
                $"{{...F0}}{Repeat(60, i => $"fragment F{i} on Query{{{Repeat(60, j => $"...F{j} ")}}}")}"),
            ["fragments that double"] = ("recursive",
                $"{{root{{...F0}}}}{Repeat(60, i => $"fragment F{i} on Cell{{a:parent{{...F{i + 1}}}b:parent{{...F{i + 1}}}}}")}fragment F60 on Cell{{id}}"),
            ["a list of 19,000 items"] = ("inputs", $"{{lists(a:[{Repeat(19_000, _ => "1 ")}]){{text}}}}"),
            ["a string of 250,000 characters"] = ("inputs", $"{{defaulted(i:\"{new string('x', 250_000)}\"){{text}}}}"),
            ["a block string of 60,000 lines"] = ("inputs", $"{{defaulted(i:\"\"\"{Repeat(60_000, _ => "  \n")}\"\"\"){{text}}}}"),
            ["fields of one name with arguments of their own"] = ("recursive", $"{{root{{{Repeat(1900, i => $"children(first:{i}){{id}}")}}}}}"),
            ["fragments of one name with arguments of their own"] = ("recursive",
                $"{{root{{{Repeat(600, i => $"...F{i} ")}}}}}{Repeat(600, i => $"fragment F{i} on Cell{{x:name(prefix:\"{i}\")}}")}"),
            ["conflicts deep below fields that agree"] = ("recursive", $"{{root{{{Repeat(300, i => $"mother{{mother{{mother{{x:name(prefix:\"{i}\")}}}}}}")}}}}}"),
            ["sets of fragments that grow exponentially"] = ("recursive", Subsets(18)),
            ["a directive 4,000 times"] = ("recursive", $"{{root{Repeat(4000, _ => "@skip(if:true)")}{{id}}}}"),
            ["an unknown directive 6,000 times"] = ("recursive", $"{{root{Repeat(6000, i => $"@d{i}")}{{id}}}}"),
            ["1,900 unknown fields"] = ("product", $"{{{Repeat(1900, i => $"metrix{i} ")}}}"),
            ["5,000 unknown arguments"] = ("product", $"{{metric({Repeat(5000, i => $"filtex{i}:1 ")}){{name}}}}"),
            ["1,500 unknown types"] = ("product", $"{{{Repeat(1500, i => $"...on MetricResolt{i}{{a}}")}}}"),
            ["2,000 names of 100 characters"] = ("product", $"{{{Repeat(1800, i => $"{new string('m', 90)}{i} ")}}}"),
            ["many variables used many times"] = ("inputs",
                $"query({Repeat(1500, i => $"$v{i}:Int ")}){{lists(a:[{Repeat(4000, i => $"$v{i % 1500} ")}]){{text}}}}"),
            ["many operations with many variables"] = ("inputs",
                $"{Repeat(200, i => $"query Q{i}($a:Int){{...F0}}")}{Repeat(200, i => $"fragment F{i} on Query{{...F{i + 1}}}")}fragment F200 on Query{{mode}}"),
            ["introspection inside introspection"] = ("recursive", $"{{__schema{{types{{{Nested("fields{type", "{fields{type", 40)}}}}}"),
            ["introspection asked 300 times"] = ("product", $"{{{Repeat(300, i => $"a{i}:__schema{{types{{name}}}}")}}}"),
        };

    /// <summary>Selections in each other, and closed again.</summary>
    private static string Nested(string first, string next, int levels) =>
        $"{first}{Repeat(levels, _ => next)}{{id{new string('}', levels + 2)}";

    /// <summary>
    /// What is merged after a path is the set of its steps that went to the mother: all sets are different, and
    /// there are as many as paths. (The subset construction of "the n-th last step was to the mother".)
    /// </summary>
    private static string Subsets(int steps) =>
        "{root{...S0}}"
        + Repeat(steps, i => $"fragment S{i} on Cell{{mother{{...S{i + 1} ...F0}}parent{{...S{i + 1}}}}}")
        + Repeat(steps, i => $"fragment F{i} on Cell{{mother{{...F{i + 1}}}parent{{...F{i + 1}}}}}")
        + $"fragment S{steps} on Cell{{id}} fragment F{steps} on Cell{{weight}}";

    private static string Repeat(int count, Func<int, string> part) =>
        string.Concat(Enumerable.Range(0, count).Select(part));
}
