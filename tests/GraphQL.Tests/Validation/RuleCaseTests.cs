using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>The chapter's cases, rule by rule; what is to be reported of each the reference implementation says.</summary>
public sealed class RuleCaseTests
{
    public static TheoryData<string, string, int> Cases =>
        [.. RuleCase.All.Select(found => new TheoryDataRow<string, string, int>(found.Rule, found.What, found.Number))];

    public static TheoryData<string> Rules =>
        [.. typeof(DocumentValidator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ValidationRule)))
            .Select(type => type.Name[..^"Rule".Length])];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_document_is_judged_as_by_the_reference(string rule, string what, int number)
    {
        var found = RuleCase.All.Single(one => (one.Rule, one.What, one.Number) == (rule, what, number));

        var expected = (await Verdict.OfReferenceAsync(found.Schema, [found.Document]))[0];

        Assert.Equal(found.IsAccepted, !expected.Rules.Contains(rule));
        Assert.Equal(expected.Lines, Verdict.Ours(SdlSchema.Of(found.Schema), found.Document).Lines);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_documents_that_it_accepts_and_rejects(string rule) => Assert.Equal(
        [false, true], RuleCase.All.Where(found => found.Rule == rule).Select(found => found.IsAccepted).Distinct().Order());
}
