namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class VariablesInAllowedPositionRuleTests
{
    [Theory]
    [InlineData("query A($b: Boolean) { complicatedArgs { booleanArgField(booleanArg: $b) } }")]
    [InlineData(
        "query A($b: Boolean!) { complicatedArgs { booleanArgField(booleanArg: $b) "
        + "nonNullBooleanArgField(nonNullBooleanArg: $b) } }")]
    [InlineData(
        "query A($b: Boolean) { complicatedArgs { ...F } } fragment F on ComplicatedArgs { "
        + "booleanArgField(booleanArg: $b) }")]
    [InlineData("query A($s: [String!]) { complicatedArgs { stringListArgField(stringListArg: $s) } }")]
    [InlineData("query A($s: String) { complicatedArgs { stringListArgField(stringListArg: [$s]) } }")]
    [InlineData("query A($i: Int = 1) { complicatedArgs { nonNullIntArgField(nonNullIntArg: $i) } }")]
    [InlineData("query A($b: Boolean = false) { dog @include(if: $b) { name } }")]
    [InlineData(
        "query A($b: Boolean) { complicatedArgs { complexArgField(complexArg: { requiredField: true, "
        + "nonNullField: $b }) } }")]
    [InlineData("query A($s: String!) { complicatedArgs { oneOfArgField(oneOfArg: { stringField: $s }) } }")]
    public void Variables_that_fit_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("VariablesInAllowedPosition", document, errors);

    [Theory]
    [InlineData(
        "query A($i: Int) { complicatedArgs { nonNullIntArgField(nonNullIntArg: $i) } }",
        """1:9 1:72 Variable "$i" of type "Int" used in position expecting type "Int!".""")]
    [InlineData(
        "query A($i: Int = null) { complicatedArgs { nonNullIntArgField(nonNullIntArg: $i) } }",
        """1:9 1:79 Variable "$i" of type "Int" used in position expecting type "Int!".""")]
    [InlineData(
        "query A($i: Int) { complicatedArgs { ...F } } fragment F on ComplicatedArgs { ...G } fragment G on "
        + "ComplicatedArgs { nonNullIntArgField(nonNullIntArg: $i) }",
        """1:9 1:152 Variable "$i" of type "Int" used in position expecting type "Int!".""")]
    [InlineData(
        "query A($s: String) { complicatedArgs { booleanArgField(booleanArg: $s) } }",
        """1:9 1:69 Variable "$s" of type "String" used in position expecting type "Boolean".""")]
    [InlineData(
        "query A($s: String) { complicatedArgs { stringListArgField(stringListArg: $s) } }",
        """1:9 1:75 Variable "$s" of type "String" used in position expecting type "[String]".""")]
    [InlineData(
        "query A($b: Boolean) { dog @include(if: $b) { name } }",
        """1:9 1:41 Variable "$b" of type "Boolean" used in position expecting type "Boolean!".""")]
    [InlineData(
        "query A($s: String) { dog @include(if: $s) { name } }",
        """1:9 1:40 Variable "$s" of type "String" used in position expecting type "Boolean!".""")]
    [InlineData(
        "query A($s: [String]) { complicatedArgs { stringListNonNullArgField(stringListNonNullArg: $s) } }",
        """1:9 1:91 Variable "$s" of type "[String]" used in position expecting type "[String!]".""")]
    [InlineData(
        "query A($s: String) { complicatedArgs { stringListNonNullArgField(stringListNonNullArg: [$s]) } }",
        """1:9 1:90 Variable "$s" of type "String" used in position expecting type "String!".""")]
    [InlineData(
        "query A($b: Boolean) { complicatedArgs { complexArgField(complexArg: { requiredField: $b }) } }",
        """1:9 1:87 Variable "$b" of type "Boolean" used in position expecting type "Boolean!".""")]
    [InlineData(
        "query A($c: Dog) { complicatedArgs { complexArgField(complexArg: $c) } }",
        """1:9 1:66 Variable "$c" of type "Dog" used in position expecting type "ComplexInput".""")]
    public void Variables_that_do_not_fit_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("VariablesInAllowedPosition", document, errors);

    [Theory]
    [InlineData(
        "query A($s: String) { complicatedArgs { oneOfArgField(oneOfArg: { stringField: $s }) } }",
        """1:9 1:80 Variable "$s" is of type "String" but must be non-nullable to be used for OneOf Input """
        + """Object "OneOfInput".""")]
    public void Nullable_variables_for_one_of_several_fields_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("VariablesInAllowedPosition", document, errors);
}
