namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class FieldsOnCorrectTypeRuleTests
{
    [Theory]
    [InlineData("{ dog { name nick: nickname __typename } }")]
    [InlineData("{ catOrDog { __typename } }")]
    [InlineData("{ pet { name } }")]
    [InlineData("{ __typename }")]
    [InlineData("""{ __schema { queryType { name } } __type(name: "Dog") { name } }""")]
    [InlineData("{ unknown: dog { name } ... on Unknown { anything { at all } } }")]
    public void Known_fields_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("FieldsOnCorrectType", document, errors);

    [Theory]
    [InlineData("{ dog { unknown } }", """1:9 Cannot query field "unknown" on type "Dog".""")]
    [InlineData(
        "{ dog { meowVolume } }",
        """1:9 Cannot query field "meowVolume" on type "Dog". Did you mean "barkVolume"?""")]
    [InlineData("{ dog { unknown { deeper } } }", """1:9 Cannot query field "unknown" on type "Dog".""")]
    [InlineData(
        "{ pet { nickname } }",
        """1:9 Cannot query field "nickname" on type "Pet". Did you mean to use an inline fragment on "Cat" """
        + """or "Dog"?""")]
    [InlineData(
        "{ pet { barks } }",
        """1:9 Cannot query field "barks" on type "Pet". Did you mean to use an inline fragment on "Dog"?""")]
    [InlineData(
        "{ catOrDog { name } }",
        """1:14 Cannot query field "name" on type "CatOrDog". Did you mean to use an inline fragment """
        + """on "Pet", "Canine", "Cat", or "Dog"?""")]
    [InlineData(
        "{ catOrDog { barkVolume } }",
        """1:14 Cannot query field "barkVolume" on type "CatOrDog". Did you mean to use an inline fragment """
        + """on "Dog"?""")]
    [InlineData("{ catOrDog { nothing } }", """1:14 Cannot query field "nothing" on type "CatOrDog".""")]
    [InlineData(
        "{ dog { nam nickName } }",
        """1:9 Cannot query field "nam" on type "Dog". Did you mean "name"?""",
        """1:13 Cannot query field "nickName" on type "Dog". Did you mean "nickname" or "name"?""")]
    [InlineData(
        "{ dog { __schema { queryType { name } } } }",
        """1:9 Cannot query field "__schema" on type "Dog".""")]
    [InlineData("""{ dog { __type(name: "Dog") { name } } }""", """1:9 Cannot query field "__type" on type "Dog".""")]
    [InlineData(
        "{ human { pets { ... on Dog { unknownInline } } } }",
        """1:31 Cannot query field "unknownInline" on type "Dog".""")]
    public void Unknown_fields_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("FieldsOnCorrectType", document, errors);
}
