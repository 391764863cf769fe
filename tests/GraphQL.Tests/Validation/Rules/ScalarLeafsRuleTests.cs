namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class ScalarLeafsRuleTests
{
    [Theory]
    [InlineData("{ dog { barks } }")]
    [InlineData("{ human { pets { name } } }")]
    [InlineData("{ unknown }")]
    public void Leaves_without_and_objects_with_a_selection_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ScalarLeafs", document, errors);

    [Theory]
    [InlineData(
        "{ human }",
        """1:3 Field "human" of type "Human" must have a selection of subfields. Did you mean "human { ... }"?""")]
    [InlineData(
        "{ human { pets } }",
        """1:11 Field "pets" of type "[Pet]" must have a selection of subfields. Did you mean "pets { ... }"?""")]
    [InlineData(
        "{ dog { mother } catOrDog }",
        """1:9 Field "mother" of type "Dog" must have a selection of subfields. Did you mean "mother { ... }"?""",
        """1:18 Field "catOrDog" of type "CatOrDog" must have a selection of subfields. Did you mean "catOrDog """
        + """{ ... }"?""")]
    public void Objects_without_a_selection_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ScalarLeafs", document, errors);

    [Theory]
    [InlineData(
        "{ dog { barks { sinceWhen } } }",
        """1:15 Field "barks" must not have a selection since type "Boolean" has no subfields.""")]
    [InlineData(
        "{ cat { furColor { inHex } } }",
        """1:18 Field "furColor" must not have a selection since type "FurColor" has no subfields.""")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: SIT) { sinceWhen } } }",
        """1:42 Field "doesKnowCommand" must not have a selection since type "Boolean" has no subfields.""")]
    [InlineData(
        "{ dog { barks @include(if: true) { sinceWhen } } }",
        """1:34 Field "barks" must not have a selection since type "Boolean" has no subfields.""")]
    public void Leaves_with_a_selection_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ScalarLeafs", document, errors);
}
