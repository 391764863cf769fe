namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class ValuesOfCorrectTypeRuleTests
{
    [Theory]
    [InlineData("{ complicatedArgs { intArgField(intArg: -2) } }")]
    [InlineData("{ complicatedArgs { intArgField(intArg: null) booleanArgField(booleanArg: true) } }")]
    [InlineData("""{ complicatedArgs { stringArgField(stringArg: "foo") } }""")]
    [InlineData("{ complicatedArgs { floatArgField(floatArg: 1.1) a: floatArgField(floatArg: 1) } }")]
    [InlineData("""{ complicatedArgs { idArgField(idArg: 1) a: idArgField(idArg: "x") } }""")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) } }")]
    [InlineData("query A($x: Int) { complicatedArgs { intArgField(intArg: $x) } }")]
    [InlineData("""{ complicatedArgs { unknown(a: 1) intArgField(unknown: "x") } }""")]
    public void Fitting_scalars_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        "{ complicatedArgs { stringArgField(stringArg: 1) } }",
        "1:47 String cannot represent a non string value: 1")]
    [InlineData(
        "{ complicatedArgs { stringArgField(stringArg: BAR) } }",
        "1:47 String cannot represent a non string value: BAR")]
    [InlineData(
        """{ complicatedArgs { intArgField(intArg: "3") } }""",
        "1:41 Int cannot represent non-integer value: \"3\"")]
    [InlineData(
        "{ complicatedArgs { intArgField(intArg: 829384293849283498239482938) } }",
        "1:41 Int cannot represent non 32-bit signed integer value: 829384293849283498239482938")]
    [InlineData(
        "{ complicatedArgs { intArgField(intArg: 3.0) } }",
        "1:41 Int cannot represent non-integer value: 3.0")]
    [InlineData(
        """{ complicatedArgs { floatArgField(floatArg: "3.333") } }""",
        "1:45 Float cannot represent non numeric value: \"3.333\"")]
    [InlineData(
        "{ complicatedArgs { booleanArgField(booleanArg: 2) } }",
        "1:49 Boolean cannot represent a non boolean value: 2")]
    [InlineData(
        "{ complicatedArgs { booleanArgField(booleanArg: TRUE) } }",
        "1:49 Boolean cannot represent a non boolean value: TRUE")]
    [InlineData(
        "{ complicatedArgs { idArgField(idArg: 1.0) } }",
        "1:39 ID cannot represent a non-string and non-integer value: 1.0")]
    [InlineData(
        "{ complicatedArgs { intArgField(intArg: [1]) } }",
        "1:41 Int cannot represent non-integer value: [1]")]
    [InlineData(
        "{ complicatedArgs { nonNullIntArgField(nonNullIntArg: null) } }",
        """1:55 Expected value of type "Int!", found null.""")]
    [InlineData(
        """{ dog { name @include(if: "yes") @skip(if: ENUM) } }""",
        "1:27 Boolean cannot represent a non boolean value: \"yes\"",
        "1:44 Boolean cannot represent a non boolean value: ENUM")]
    public void Unfitting_scalars_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: 2) } }",
        """1:37 Enum "DogCommand" cannot represent non-enum value: 2.""")]
    [InlineData(
        """{ dog { doesKnowCommand(dogCommand: "SIT") } }""",
        """1:37 Enum "DogCommand" cannot represent non-enum value: "SIT". Did you mean the enum value "SIT"?""")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: JUGGLE) } }",
        """1:37 Value "JUGGLE" does not exist in "DogCommand" enum.""")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: sit) } }",
        """1:37 Value "sit" does not exist in "DogCommand" enum. Did you mean the enum value "SIT"?""")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: true) } }",
        """1:37 Enum "DogCommand" cannot represent non-enum value: true.""")]
    public void Unfitting_enum_values_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData("""{ complicatedArgs { stringListArgField(stringListArg: ["one", null, "two"]) } }""")]
    [InlineData(
        "{ complicatedArgs { stringListArgField(stringListArg: []) a: stringListArgField(stringListArg: "
        + """null) b: stringListArgField(stringListArg: "one") } }""")]
    public void Lists_and_single_items_for_them_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        """{ complicatedArgs { stringListArgField(stringListArg: ["one", 2]) } }""",
        "1:63 String cannot represent a non string value: 2")]
    [InlineData(
        "{ complicatedArgs { stringListArgField(stringListArg: 1) } }",
        "1:55 String cannot represent a non string value: 1")]
    [InlineData(
        """{ complicatedArgs { stringListNonNullArgField(stringListNonNullArg: ["one", null]) } }""",
        """1:77 Expected value of type "String!", found null.""")]
    [InlineData(
        """{ complicatedArgs { stringListArgField(stringListArg: [["one"]]) } }""",
        """1:56 String cannot represent a non string value: ["one"]""")]
    public void Lists_of_unfitting_items_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, intField: 4, "
        + """stringListField: ["one"] }) } }""")]
    [InlineData("{ complicatedArgs { complexArgField(complexArg: { requiredField: false }) } }")]
    [InlineData("query A($b: Boolean!) { complicatedArgs { complexArgField(complexArg: { requiredField: $b }) } }")]
    public void Fitting_objects_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { intField: 4 }) } }",
        """1:49 Field "ComplexInput.requiredField" of required type "Boolean!" was not provided.""")]
    [InlineData(
        """{ complicatedArgs { complexArgField(complexArg: { requiredField: true, stringListField: ["one", 2] """
        + "}) } }",
        "1:97 String cannot represent a non string value: 2")]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, nonNullField: null }) } }",
        """1:86 Expected value of type "Boolean!", found null.""")]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, intFeild: 1 }) } }",
        """1:72 Field "intFeild" is not defined by type "ComplexInput". Did you mean "intField"?""")]
    [InlineData(
        """{ complicatedArgs { complexArgField(complexArg: { requiredField: true, invalidField: "value" }) } }""",
        """1:72 Field "invalidField" is not defined by type "ComplexInput". Did you mean "intField"?""")]
    [InlineData(
        """{ complicatedArgs { complexArgField(complexArg: "x") stringArgField(stringArg: { a: 1 }) } }""",
        """1:49 Expected value of type "ComplexInput", found "x".""",
        "1:80 String cannot represent a non string value: {a: 1}")]
    public void Unfitting_objects_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData("""{ complicatedArgs { oneOfArgField(oneOfArg: { stringField: "abc" }) } }""")]
    [InlineData("query A($s: String!) { complicatedArgs { oneOfArgField(oneOfArg: { stringField: $s }) } }")]
    public void One_of_several_fields_is_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        """{ complicatedArgs { oneOfArgField(oneOfArg: { stringField: "abc", intField: 123 }) } }""",
        """1:45 OneOf Input Object "OneOfInput" must specify exactly one key.""")]
    [InlineData(
        "{ complicatedArgs { oneOfArgField(oneOfArg: {}) } }",
        """1:45 OneOf Input Object "OneOfInput" must specify exactly one key.""")]
    [InlineData(
        "{ complicatedArgs { oneOfArgField(oneOfArg: { stringField: null }) } }",
        """1:45 Field "OneOfInput.stringField" must be non-null.""")]
    [InlineData(
        """{ complicatedArgs { oneOfArgField(oneOfArg: { stringField: "abc", intField: null }) } }""",
        """1:45 OneOf Input Object "OneOfInput" must specify exactly one key.""")]
    public void None_null_or_several_of_one_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);

    [Theory]
    [InlineData(
        """query A($a: Int = "one", $b: String = 4, $c: ComplexInput = "no") { dog { name } }""",
        "1:19 Int cannot represent non-integer value: \"one\"",
        "1:39 String cannot represent a non string value: 4",
        """1:61 Expected value of type "ComplexInput", found "no".""")]
    [InlineData(
        """query A($a: Int! = null, $b: ComplexInput = { requiredField: 123, intField: "abc" }, $c: [String] = """
        + """["one", 2]) { dog { name } }""",
        """1:20 Expected value of type "Int!", found null.""",
        "1:62 Boolean cannot represent a non boolean value: 123",
        "1:77 Int cannot represent non-integer value: \"abc\"",
        "1:109 String cannot represent a non string value: 2")]
    public void Unfitting_defaults_of_variables_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("ValuesOfCorrectType", document, errors);
}
