namespace Analytics.GraphQL.Tests.Validation.Rules;

public sealed class OverlappingFieldsCanBeMergedRuleTests
{
    [Theory]
    [InlineData("{ dog { name name } }")]
    [InlineData("{ dog { nickname: name nickname: name } }")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: SIT) } }")]
    [InlineData("{ dog { name @include(if: true) name @include(if: false) } }")]
    [InlineData("{ dog { isAtLocation(x: 0, y: 0) isAtLocation(y: 0, x: 0) } }")]
    [InlineData("{ dog { a: name b: name } }")]
    [InlineData(
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, intField: 1 }) "
        + "complexArgField(complexArg: { intField: 1, requiredField: true }) } }")]
    public void Fields_that_are_the_same_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData(
        "{ dog { fido: name fido: nickname } }",
        """1:9 1:20 Fields "fido" conflict because "name" and "nickname" are different fields. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { name: nickname name } }",
        """1:9 1:24 Fields "name" conflict because "nickname" and "name" are different fields. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { doesKnowCommand doesKnowCommand(dogCommand: HEEL) } }",
        """1:9 1:25 Fields "doesKnowCommand" conflict because they have differing arguments. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: HEEL) } }",
        """1:9 1:42 Fields "doesKnowCommand" conflict because they have differing arguments. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { isAtLocation(x: 0) isAtLocation(y: 0) } }",
        """1:9 1:28 Fields "isAtLocation" conflict because they have differing arguments. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { ...A ...B } } fragment A on Dog { x: name } fragment B on Dog { x: nickname }",
        """1:43 1:73 Fields "x" conflict because "name" and "nickname" are different fields. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { x: name ...A } } fragment A on Dog { ... { x: nickname } }",
        """1:9 1:52 Fields "x" conflict because "name" and "nickname" are different fields. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    public void Different_fields_under_one_name_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData("{ pet { ... on Dog { name } ... on Cat { name: nickname } } }")]
    [InlineData("{ pet { ... on Dog { name(surname: true) } ... on Cat { name(surname: false) } } }")]
    [InlineData("{ someBox { ... on IntBox { x: unrelatedField } ... on StringBox { x: unrelatedField } } }")]
    [InlineData(
        "{ someBox { ... on IntBox { deepBox { unrelatedField } } ... on StringBox { deepBox { "
        + "unrelatedField } } } }")]
    public void Different_fields_of_exclusive_types_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData(
        "{ pet { ... on Dog { name: nickname } ... on Pet { name } } }",
        """1:22 1:52 Fields "name" conflict because "nickname" and "name" are different fields. Use different """
        + "aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ someBox { ... on IntBox { x: scalar } ... on SomeBox { x: unrelatedField } } }",
        """1:29 1:58 Fields "x" conflict because "scalar" and "unrelatedField" are different fields. Use """
        + "different aliases on the fields to fetch both if this was intentional.")]
    public void Different_fields_of_overlapping_types_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData(
        "{ dog { x: name } dog { x: barks } }",
        """1:3 1:9 1:19 1:25 Fields "dog" conflict because subfields "x" conflict because "name" and "barks" """
        + "are different fields. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ dog { mother { x: name } } dog { mother { x: nickname } } }",
        """1:3 1:9 1:18 1:30 1:36 1:45 Fields "dog" conflict because subfields "mother" conflict because """
        + """subfields "x" conflict because "name" and "nickname" are different fields. Use different aliases on """
        + "the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ a: dog { mother { x: name } mother { x: nickname } } }",
        """1:12 1:21 1:31 1:40 Fields "mother" conflict because subfields "x" conflict because "name" """
        + """and "nickname" are different fields. Use different aliases on the fields to fetch both if this was """
        + "intentional.")]
    [InlineData(
        "{ dog { ...A } dog { ...B } } fragment A on Dog { mother { x: name } } fragment B on Dog { mother { "
        + "x: nickname } }",
        """1:3 1:51 1:60 1:16 1:92 1:101 Fields "dog" conflict because subfields "mother" conflict because """
        + """subfields "x" conflict because "name" and "nickname" are different fields. Use different aliases on """
        + "the fields to fetch both if this was intentional.")]
    public void Conflicts_below_merged_fields_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData(
        "{ someBox { ... on IntBox { scalar } ... on StringBox { scalar } } }",
        """1:29 1:57 Fields "scalar" conflict because they return conflicting types "Int" and "String". Use """
        + "different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ someBox { ... on NonNullStringBox1 { scalar } ... on StringBox { scalar } } }",
        """1:40 1:68 Fields "scalar" conflict because they return conflicting types "String!" and "String". """
        + "Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ someBox { ... on IntBox { box: listStringBox { scalar } } ... on StringBox { box: stringBox { "
        + "scalar } } } }",
        """1:29 1:80 Fields "box" conflict because they return conflicting types "[StringBox]" """
        + """and "StringBox". Use different aliases on the fields to fetch both if this was intentional.""")]
    [InlineData(
        "{ someBox { ... on IntBox { box: stringBox { scalar } } ... on StringBox { box: intBox { scalar } } "
        + "} }",
        """1:29 1:46 1:76 1:90 Fields "box" conflict because subfields "scalar" conflict because they return """
        + """conflicting types "String" and "Int". Use different aliases on the fields to fetch both if this was """
        + "intentional.")]
    [InlineData(
        "{ someBox { ... on IntBox { deepBox { x: scalar } } ... on StringBox { deepBox { x: scalar } } } }",
        """1:29 1:39 1:72 1:82 Fields "deepBox" conflict because subfields "x" conflict because they return """
        + """conflicting types "Int" and "String". Use different aliases on the fields to fetch both if this was """
        + "intentional.")]
    [InlineData(
        "{ someBox { ... on IntBox { x: scalar } ... on StringBox { x: stringBox { scalar } } } }",
        """1:29 1:60 Fields "x" conflict because they return conflicting types "Int" and "StringBox". Use """
        + "different aliases on the fields to fetch both if this was intentional.")]
    public void Shapes_that_differ_are_refused(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);

    [Theory]
    [InlineData(
        "{ someBox { ... on IntBox { box: stringBox { scalar } } ... on StringBox { box: stringBox { scalar "
        + "} } } }")]
    [InlineData("{ someBox { ... on IntBox { x: unrelatedField } ... on StringBox { x: scalar } } }")]
    [InlineData("{ someBox { ... on Unknown { x: scalar } ... on StringBox { x: scalar } } }")]
    [InlineData("fragment A on Human { relatives { name ...A } }")]
    public void Shapes_that_agree_are_accepted(string document, params string[] errors) =>
        RuleAssert.Reports("OverlappingFieldsCanBeMerged", document, errors);
}
