using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Validation;
using Analytics.GraphQL.Types.Building.Rules;

namespace Analytics.GraphQL.Tests.Types;

/// <summary>
/// Schema validation finds what the reference implementation finds, worded alike. Its version 17 has the rules of the
/// September 2025 edition.
/// </summary>
public sealed class SchemaRulesTests
{
    private static readonly string[] Cases =
    [
        "type Query { a: Int }",
        "type Query",
        "type Query { a: B } type B",
        "type Query { a: U } union U",
        "type Query { a: E } enum E",
        "type Query { a(i: I): Int } input I",
        "type Query { __a: Int }",
        "type Query { a(__b: Int): Int }",
        "type Query { a: __B } type __B { c: Int }",
        "type Query { a(i: I): Int } input I { __b: Int }",
        "type Query { a: E } enum E { __B }",
        "type Query { a: Int } directive @__d on FIELD",
        "type Query { a: Int } directive @d(__a: Int) on FIELD",
        "schema { query: Q mutation: Q } type Q { a: Int }",
        "schema { query: Q mutation: Q subscription: Q } type Q { a: Int }",
        "type Query { a: I } input I { b: Int }",
        "type Query { a(b: Query): Int }",
        "type Query { a(i: I): Int } input I { b: [Query!] }",
        "type Query { a: Int } directive @d(a: Query) on FIELD",
        // Interfaces.
        "type Query implements N { a: Int } interface N { id: ID! }",
        "type Query implements N { id: ID } interface N { id: ID! }",
        "type Query implements N { id: ID! } interface N { id: ID }",
        "type Query implements N { n: [Query!]! } interface N { n: [N]! }",
        "type Query implements N { n: [N] } interface N { n: [Query] }",
        "type Query implements N { n: Query } union U = Query interface N { n: U }",
        "type Query implements N { id: ID } interface N { id(a: Int): ID }",
        "type Query implements N { id(a: Int!): ID } interface N { id(a: Int): ID }",
        "type Query implements N { id(a: Int, b: Int!): ID } interface N { id(a: Int): ID }",
        "type Query implements N { id(b: Int! = 1, c: Int): ID } interface N { id: ID }",
        "type Query implements B { id: ID } interface A { id: ID } interface B implements A { id: ID }",
        "type Query { id: ID } interface A implements A { id: ID }",
        "type Query { id: ID } interface A implements B { id: ID } interface B implements A { id: ID }",
        "type Query implements N { id: ID @deprecated } interface N { id: ID }",
        "type Query implements N { id: ID @deprecated } interface N { id: ID @deprecated }",
        "type Query { a: U } union U = Query | Query",
        // Inputs.
        "type Query { a(b: Int! @deprecated): Int }",
        "type Query { a(b: Int! = 1 @deprecated, c: Int @deprecated): Int }",
        "type Query { a(i: I): Int } input I { b: Int! @deprecated c: Int! = 1 @deprecated }",
        "type Query { a: Int } directive @d(a: Int! @deprecated) on FIELD",
        "type Query { a(i: I): Int } input I @oneOf { b: Int! c: Int = 1 d: String }",
        "type Query { a(i: I): Int } input I { b: I! }",
        "type Query { a(i: I): Int } input I { b: I c: [I!]! }",
        "type Query { a(i: I): Int } input I { j: J! } input J { k: K! } input K { i: I! own: K! }",
        "type Query { a(i: I): Int } input I { j: J! } input J @oneOf { i: I s: String }",
        "type Query { a(i: I): Int } input I @oneOf { j: J } input J { i: I! }",
        "type Query { a(i: I): Int } input I @oneOf { i: I }",
        // Defaults.
        "type Query { a(b: Int = \"x\"): Int }",
        "type Query { a(b: [Int!] = [1, null, \"x\"]): Int }",
        "type Query { a(b: [[Int]] = 1, c: E = A, d: E = B, e: E = \"A\"): Int } enum E { A }",
        "type Query { a(i: I = {}): Int } input I { b: Int! c: Int! = 2 }",
        "type Query { a(i: I = {b: 1, x: 2}): Int } input I { b: Int! }",
        "type Query { a(i: I = 3): Int } input I { b: Int }",
        "type Query { a(i: O = {}, j: O = {a: 1, b: 2}, k: O = {a: null}, l: O = {a: 1}): Int } input O @oneOf { a: Int b: Int }",
        "type Query { a(i: I): Int } input I { b: Int = 1.5 j: J = {c: \"s\"} } input J { c: Int d: Boolean = 1 }",
        "type Query { a: Int } directive @d(a: Int = true) on FIELD",
        "type Query { a(i: I): Int } input I { i: I = {} }",
        "type Query { a(i: I): Int } input I { i: I = null }",
        "type Query { a(i: I): Int } input I { i: I = {i: null} }",
        "type Query { a(i: I): Int } input I { j: J = {} } input J { k: [K] = [{}] } input K { i: I = {} }",
    ];

    [Fact]
    public async Task Faults_are_those_of_the_reference_implementation()
    {
        var expected = await NodeProcess.Oracle.CallAsync<string[][]>("schemaFaults", new { schemas = Cases, version = 17 });
        var differences = Cases.Select((sdl, index) => (Sdl: sdl, Ours: Faults(sdl), Theirs: Comparable(expected[index])))
            .Where(entry => !entry.Ours.SequenceEqual(entry.Theirs))
            .Select(entry => $"{entry.Sdl}\n  ours:   {string.Join(" | ", entry.Ours)}\n  theirs: {string.Join(" | ", entry.Theirs)}");
        Assert.Equal("", string.Join("\n", differences));
        Assert.True(expected.Count(faults => faults.Length > 0) > 40);
    }

    [Theory]
    [InlineData("type Query { a(b: Int! @deprecated): Int }", "Query.a(b:)")]
    [InlineData("type Query { a: Int } directive @d(a: Int = true) on FIELD", "@d(a:)")]
    [InlineData("type Query { a: E } enum E { __B }", "E.__B")]
    [InlineData("type Query { a(i: I): Int } input I @oneOf { b: Int! }", "I.b")]
    [InlineData("type Query { a: Int } directive @__d on FIELD", "@__d")]
    [InlineData("type Query implements N { id: ID } interface N { id: ID! }", "Query.id")]
    public void Every_fault_has_a_schema_coordinate(string sdl, string coordinate) =>
        Assert.Equal([coordinate], SchemaRules.Check(SdlSchema.Of(sdl)).Select(fault => fault.Coordinate));

    private static List<string> Faults(string sdl) =>
        Comparable(SchemaRules.Check(SdlSchema.Of(sdl)).Select(fault => fault.Message));

    // Why a value does not fit is the scalars' own wording; where it does not is compared.
    private static List<string> Comparable(IEnumerable<string> messages) =>
    [
        .. messages.Select(message => message.IndexOf("has invalid default value", StringComparison.Ordinal) is var at and >= 0
            ? message[..message.IndexOf(": ", at, StringComparison.Ordinal)]
            : message).Order(StringComparer.Ordinal),
    ];
}
